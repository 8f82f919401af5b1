// What a file has that this page does not, and what this form has that the file did not.

function drawStrangers() {
  const news = reissuedSince(page.form), gone = news.gone.map(([, code]) => code);
  const told = page.form.strange.filter(({ path }) => !gone.includes(path[1])).map(({ line, path }) => h("li", {}, `Dòng ${line}: ${path.join(" ")}`));
  page.strange.replaceChildren(...[isReissued(news) ? newsElement(news) : "",
    told.length ? h("section", { class: "la" }, h("h2", {}, "Mục không có trên trang này"), h("p", {}, "Tệp có các mục sau mà trang không có ô để sửa, không kiểm tra. Khi lưu, chúng được giữ nguyên."), h("ul", {}, told)) : ""]);
}

const NEWS = "Biểu đã được làm lại";

function newsElement({ added, changed, gone }) {
  const links = (rows) => rows.flatMap(([section, code], at) => [at ? ", " : "", link(`${section}/${code}`, code)]);
  return h("section", { class: "la giu" }, h("h2", {}, NEWS), h("p", {}, "Văn phòng đã làm lại biểu sau khi bản này được tạo."), h("ul", {},
    added.length ? h("li", {}, "Mới thêm, chưa có trong bản này: ", links(added), ".") : null,
    changed.length ? h("li", {}, "Nội dung, thời hạn, mức giao hoặc số liệu kỳ trước đã đổi; đọc lại, chữ đã điền còn đúng thì để nguyên: ", links(changed), ".") : null,
    gone.map(([, code, typed]) => h("li", {}, `Không còn giao đơn vị: ${code}.`, typed ? ` Chữ đã điền vẫn nằm trong tệp khi lưu: «${typed}». Việc ấy đã làm thì ghi vào việc phát sinh.` : ""))));
}

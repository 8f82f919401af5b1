// One place: its heading and how it stands, its sources, the box in which its words are written.

const FRAME_HINT = "Nên để trống: lời tự động ghi số, ngày của kế hoạch khi kế hoạch đã có.";
const HINT = "Các đoạn cách nhau một dòng trống; ^[…] là chú thích cuối trang. Để trống thì báo cáo in lời máy soạn.";
const ROWS = [8, 20]; // of a box, the fewest and the most: browsers that do not fit it to its text
const LINE = 60; // characters of a line in it
const TONES_OF = { "tu-dong": "", "co-quan": "tot", cu: "luu-y", bo: "" };
const PLACE_WORDS = { "tu-dong": "lời máy soạn", "co-quan": "lời của cơ quan", cu: "nguồn đã đổi", bo: "không in" };

// Groups are known by their codes, the fixed places by their headings alone.
const titleOf = (place) => (place.place in page.groups ? [h("span", { class: "ma" }, place.place), ` ${place.heading}`] : [place.heading]);

function placeElement(place) {
  const name = place.place;
  const state = chip("");
  const count = h("span", { class: "dem" });
  const body = h("div", { class: "than" });
  const box = h("details", { class: "dong cho", id: elementId(name) },
    h("summary", {}, h("h3", {}, titleOf(place)), " ", state, " ", count), body);
  const row = { place, box, state, count, fill() {
    if (body.childElementCount) return;
    body.append(h("div", { class: "hai" }, sourcesElement(place), writingElement(place, row)));
    showPlace(row);
  } };
  box.addEventListener("toggle", () => box.open && row.fill());
  page.rows.set(name, row);
  return box;
}

function writingElement(place, row) {
  const name = place.place, id = `${elementId(name)}-loi-van`;
  const stuck = page.form.stuck[name];
  const lines = page.form.values[name].split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / LINE), 0);
  row.text = h("textarea", { id, rows: Math.min(ROWS[1], Math.max(ROWS[0], lines)), data: { id: name }, "aria-describedby": `${id}-goi ${id}-dem ${id}-loi`, disabled: Boolean(stuck), spellcheck: "false", autocomplete: "off" });
  row.text.value = page.form.values[name];
  row.budget = h("p", { class: "dem-tu", id: `${id}-dem` });
  row.faults = h("div", { class: "loi-o", id: `${id}-loi` });
  row.left = h("div", { class: "chua-nhac-ds" });
  row.confirm = confirmElement(place);
  const hint = stuck ? `Trong tệp, ${stuck}: trang giữ nguyên, không sửa được ở đây.` : place.frame ? FRAME_HINT : HINT;
  return h("div", { class: "viet" },
    h("label", { for: id }, h("h4", {}, `Lời của cơ quan${place.owner ? ` (${place.owner} viết chỗ này)` : ""}`), h("span", { class: "an" }, ` ${place.heading}`)),
    h("p", { class: "goi-y", id: `${id}-goi` }, hint),
    place.leftOut || place.within ? h("p", { class: "luu-y" }, place.leftOut ? "Chỗ này ghi bo: có nên báo cáo không in. Muốn in thì xóa dòng bo trong tệp YAML." : `Chỗ này kể chung vào nhóm ${place.within} (gop_vao trong tệp YAML).`) : "",
    row.text, row.budget, row.faults, row.confirm || "", commandsElement(place, row, stuck), row.left, automaticElement(place), foundElement("lời văn", place.findings));
}

function confirmElement(place) {
  if (!page.form.isStale(place)) return null;
  const input = h("input", { type: "checkbox", data: { id: `${place.place}/dau` } });
  input.checked = page.form.isConfirmed(place);
  return h("label", { class: "chon" }, input, h("span", {}, "Đã đọc lại nguồn: lời văn vẫn đúng, không phải sửa"));
}

function commandsElement(place, row, stuck) {
  const put = (text) => {
    row.text.value = text;
    changed(place.place, text);
    refresh();
    row.text.focus();
  };
  const take = () => {
    if (page.form.paragraphs(place.place).length && !confirm("Hộp đang có chữ. Thay bằng lời máy soạn?")) return;
    put(shownText(place.automatic));
  };
  row.back = button("Trả lại như trong tệp", () => put(page.form.drawn[place.place]), { class: "nho" });
  return h("p", { class: "cac-lenh" },
    place.automatic.length && !place.frame ? button("Lấy lời máy soạn làm bản đầu", take, { class: "nho", disabled: Boolean(stuck) }) : "",
    row.back, button("Chỗ tiếp theo cần viết", () => goOn(place.place), { class: "nho" }));
}

function automaticElement(place) {
  if (!place.automatic.length) return "";
  return h("details", { class: "may-soan", open: !page.form.paragraphs(place.place).length }, h("summary", {}, `Lời máy soạn (${wordsIn(place.automatic)} từ)`), place.automatic.map((words) => h("p", {}, words)));
}

// What `check` found when the page was made.
function foundElement(where, findings) {
  if (!findings.length) return "";
  return h("div", { class: "da-thay" }, h("p", {}, h("b", {}, `Lệnh check thấy ở ${where} lúc làm trang này:`)), h("ul", {}, findings.map(([severity, words]) => h("li", {}, `${upperFirst(severity)}: ${words}`))));
}

// --- what is shown anew after typing -------------------------------------------------------------------------

function showPlace(row) {
  const { place } = row, name = place.place;
  const standing = page.form.standing(place);
  const typed = page.form.isTyped(name) || (page.form.isConfirmed(place) && page.form.isStale(place));
  const words = PLACE_WORDS[standing] + (typed ? ", chưa lưu" : "");
  if (row.state.textContent !== words) row.state.textContent = words;
  row.state.className = `tinh-trang ${TONES_OF[standing]}`;
  row.count.textContent = `${page.form.words(place)} từ`;
  if (row.text) showWriting(row, standing);
}

function showWriting(row, standing) {
  const { place } = row, name = place.place;
  const own = wordsIn(page.form.paragraphs(name)), share = page.shares.get(name);
  row.budget.textContent = `${own} từ${share ? `; phần của chỗ này khoảng ${share} từ` : ""}`;
  row.budget.className = `dem-tu ${share && own > share ? "luu-y" : ""}`;
  row.back.disabled = !page.form.isTyped(name);
  const faults = page.form.faults(place);
  const said = JSON.stringify(faults);
  if (row.said !== said) row.faults.replaceChildren(...faults.map((finding) => h("div", { class: `loi ${finding.severity === "lỗi" ? "xau" : "luu-y"}` }, h("p", {}, h("b", {}, `${upperFirst(finding.severity)}: `), sentence(finding)))));
  row.said = said;
  row.text.setAttribute("aria-invalid", String(faults.some((finding) => finding.severity === "lỗi")));
  showMentions(row, standing);
}

function showMentions(row, standing) {
  const written = standing === "co-quan" || standing === "cu";
  const left = written && row.place.place in page.groups ? unmentioned(row.place, page.form.paragraphs(row.place.place).join("\n")) : [];
  const names = new Set(left.map(({ code, who }) => rowName(code, who)));
  for (const line of row.box.querySelectorAll("[data-dong]")) line.querySelector(".chua-nhac").hidden = !names.has(line.dataset.dong);
  const words = left.length ? `Lời văn chưa nhắc đến ${left.length} nguồn: ${left.map(({ code, who }) => `${code} ${who}`).join("; ")}. Báo cáo vẫn in ở Phụ lục II.` : "";
  if (row.left.textContent !== words) row.left.replaceChildren(words ? h("p", { class: "goi-y" }, words) : "");
}

function sentence(finding) {
  return [finding.found, finding.required && `cần: ${finding.required}`, finding.advice].filter(Boolean).join("; ");
}

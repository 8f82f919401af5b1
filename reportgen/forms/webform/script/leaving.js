// Saving the form with what is to be said then, and the form on paper.

function save() {
  refresh();
  const done = saved();
  if (done === null) return;
  const errors = page.faults.filter((finding) => finding.severity === "lỗi").length;
  say(`${done} ${nextStep(errors)}`, errors || page.open ? "luu-y" : "tot");
}

function nextStep(errors) {
  const look = "xem mục «Cần xem» ở đầu trang";
  if (errors) return `Còn ${errors} lỗi phải sửa rồi lưu lại: ${look}.`;
  const open = page.open ? `Còn ${page.open} mục chưa điền, ${look}; để trống thì báo cáo ghi là chưa báo cáo. ` : "";
  return `${open}${(page.form.values.ngay_lap || "").trim() ? "Gửi tệp này cho Văn phòng." : "Chưa ghi ngày lập nên mới là bản đang làm."}`;
}

// --- on paper --------------------------------------------------------------------------------------------------------

// Fields cut what does not fit into them: on paper the texts stand as they are.
addEventListener("beforeprint", () => {
  const said = (field) => {
    const value = page.form.values[field.id];
    if (Array.isArray(value)) return value.map((item) => LISTS[field.kind].map((key) => item[key]).filter(Boolean).join("; ")).join("\n");
    if (field.kind === "state" || field.kind === "judged") return (DATA.kinds[field.kind].options.find(([own]) => own === value) || [value, value])[1];
    return value;
  };
  const rows = (fields) => h("dl", {}, fields.filter((field) => said(field).trim()).map((field) => h("div", {}, h("dt", {}, field.time ? `${field.time}: ${field.about}` : field.about), h("dd", {}, said(field)))));
  const result = (id) => (page.rows.get(id) && page.rows.get(id).result ? h("p", {}, page.rows.get(id).result.textContent) : "");
  const block = (code, text, fields) => h("section", {}, h("h3", {}, `${code} ${text}`.trim()), fields.some((field) => said(field).trim()) ? rows(fields) : h("p", { class: "trong" }, "(chưa điền)"), result(fields[0].path.slice(0, 2).join("/")));
  page.print.replaceChildren(
    rows(own(["ngay_lap"])),
    DATA.targets.length ? h("h2", {}, "Chỉ tiêu") : "", ...DATA.targets.map((row) => block(row.code, row.name, own(["chi_tieu", row.code]))),
    h("h2", {}, "Nhiệm vụ"), ...DATA.tasks.map((row) => block(row.code, row.text, own(["nhiem_vu", row.code]))),
    ...DATA.helped.filter((row) => !page.form.isBlank("nhiem_vu", row.code)).map((row) => block(row.code, row.text, own(["nhiem_vu", row.code]))),
    h("h2", {}, "Nội dung chung"), rows([...own(["chung"]), ...own(["phat_sinh"])]));
});

start();

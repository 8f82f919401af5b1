// The controls of a form's fields.

// --- one field: label, hint, the control, room for what is wrong -------------------------------------------

function fieldElement(field, form, label = called(field.about)) {
  const id = elementId(field.id), stuck = form.stuck[field.id];
  const key = h("span", { class: "khoa", translate: "no" }, field.path[field.path.length - 1]);
  const faults = h("div", { class: "loi-o", id: `${id}-loi` });
  const hint = hintOf(field);
  const help = hint || stuck ? h("p", { class: "goi-y", id: `${id}-goi` }, stuck ? `Trong tệp, ${stuck}: trang giữ nguyên, không sửa được ở đây.` : hint) : null;
  const described = `${help ? `${id}-goi ` : ""}${id}-loi`;
  if (field.kind === "state" || field.kind === "judged") return choiceElement(field, form, { id, label, key, help, faults, described });
  if (field.kind === "flag") return flagElement(field, form, { id, label, key, help, faults, described });
  const common = { id, "aria-describedby": described, data: { id: field.id }, disabled: Boolean(stuck), spellcheck: "false", autocomplete: "off" };
  const area = field.kind === "lines" || field.kind === "text";
  const rows = field.kind === "lines" ? 2 : field.path[0] === "chi_tieu" ? 1 : 3;
  const control = area ? h("textarea", { ...common, rows }) : h("input", { ...common, type: "text" });
  control.value = form.values[field.id];
  const size = area || field.kind === "name" ? "rong" : "hep";
  return h("div", { class: `o ${size}` }, h("label", { for: id }, label, " ", key), help, control, faults);
}

function hintOf(field) {
  const { hint, about, kind } = field;
  const said = kind === "flag" || kind === "state" ? "" : hint;
  if (kind === "date") return inWords(said) || "ngày/tháng/năm";
  if (kind === "percent") return said || "từ 0 đến 100";
  return said && !saysTheSame(about, said) ? said : "";
}

// Whether a hint has no word that its label lacks, but for two.
function saysTheSame(label, hint) {
  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const known = words(label);
  return words(hint).filter((word) => !known.includes(word)).length <= 2 && words(hint).length <= known.length + 2;
}

function choiceElement(field, form, { id, label, key, help, faults, described }) {
  const { options } = DATA.kinds[field.kind];
  const name = id;
  const choice = ([value, words, means], at) =>
    h("label", { class: "chon", title: means || null },
      Object.assign(h("input", { type: "radio", name, id: at ? `${id}-${at}` : id, value, "aria-describedby": described, data: { id: field.id }, disabled: Boolean(form.stuck[field.id]) }),
        { checked: form.values[field.id] === value }), h("span", {}, words));
  const clear = button("Bỏ chọn", () => {
    box.querySelectorAll("input").forEach((input) => { input.checked = false; });
    box.dispatchEvent(new CustomEvent("bo-chon", { bubbles: true, detail: field.id }));
    box.querySelector("input").focus();
  }, { class: "nho", "aria-label": `Bỏ chọn: ${label}` });
  const box = h("div", { class: "cac-chon" }, options.map(choice), clear);
  return h("fieldset", { class: "o rong chon-mot" }, h("legend", {}, label, " ", key), help, box, faults);
}

function flagElement(field, form, { id, label, key, help, faults, described }) {
  const input = h("input", { type: "checkbox", id, "aria-describedby": described, data: { id: field.id }, disabled: Boolean(form.stuck[field.id]) });
  input.checked = form.values[field.id] === "có";
  return h("div", { class: "o rong co" }, h("label", { class: "chon" }, input, h("span", {}, label, " ", key)), help, faults);
}

// --- a list of records: proposals, work outside the plan --------------------------------------------------------

const LIST_WORDS = {
  proposals: { one: "Kiến nghị", add: "Thêm kiến nghị", remove: "Bỏ kiến nghị này" },
  extra: { one: "Việc", add: "Thêm việc phát sinh", remove: "Bỏ việc này" },
};

function listElement(field, form, changed) {
  const id = elementId(field.id), words = LIST_WORDS[field.kind], stuck = form.stuck[field.id];
  const items = h("div", { class: "cac-muc" });
  const faults = h("div", { class: "loi-o", id: `${id}-loi` });
  const blank = () => Object.fromEntries(LISTS[field.kind].map((key) => [key, ""]));
  const draw = (focus) => {
    const values = form.values[field.id];
    const shown = values.length || field.kind !== "proposals" ? values : [blank()];
    items.replaceChildren(...shown.map((item, at) => itemElement(field, item, at, { values, words, changed, draw, id })));
    if (focus !== undefined) (items.children[focus] || items.parentElement).querySelector("textarea, button").focus();
  };
  const add = button(words.add, () => {
    const values = form.values[field.id];
    if (!values.length && field.kind === "proposals") values.push(blank());
    values.push(blank());
    draw(values.length - 1);
  }, { class: "nho", disabled: Boolean(stuck) });
  const hint = stuck ? `Trong tệp, ${stuck}: trang giữ nguyên, không sửa được ở đây.` : field.kind === "extra" ? "Mỗi việc một mục; không có thì để trống." : "";
  const box = h("fieldset", { class: "o rong danh-sach", disabled: Boolean(stuck) },
    h("legend", {}, field.about, " ", h("span", { class: "khoa", translate: "no" }, field.path[field.path.length - 1])),
    hint ? h("p", { class: "goi-y" }, hint) : null, items, add, faults);
  draw();
  return box;
}

function itemElement(field, item, at, { values, words, changed, draw, id }) {
  const record = RECORD_OF[field.kind];
  const typed = (key) => (event) => {
    if (!values.includes(item)) values.push(item);
    item[key] = event.target.value;
    changed(field);
  };
  const controls = LISTS[field.kind].map((key) => {
    const own = `${id}-${at}-${key}`, { about } = keyOf(record, key);
    const area = key !== "gui";
    const control = area ? h("textarea", { id: own, rows: 2, on: { input: typed(key) }, autocomplete: "off", spellcheck: "false" }) : h("input", { id: own, type: "text", on: { input: typed(key) }, autocomplete: "off", spellcheck: "false" });
    control.value = item[key] || "";
    const hint = key === "van_ban" ? ", mỗi văn bản một dòng" : "";
    return h("div", { class: `o ${area ? "rong" : "vua"}` }, h("label", { for: own }, `${about}${hint}`), control);
  });
  const remove = values.length ? button(words.remove, () => {
    const typed = LISTS[field.kind].map((key) => (item[key] || "").trim()).find(Boolean);
    if (typed && !confirm(`${words.remove}: «${typed.length <= GUESSED ? typed : `${typed.slice(0, GUESSED)}…`}»?`)) return;
    values.splice(values.indexOf(item), 1);
    changed(field);
    draw(Math.max(0, at - 1));
  }, { class: "nho", "aria-label": `${words.remove} (${at + 1})` }) : null;
  return h("div", { class: "muc", role: "group", "aria-label": `${words.one} ${at + 1}` }, controls, remove);
}

// The page: the form on the screen, and what is wrong in it.

useData(JSON.parse(document.getElementById("du-lieu").textContent));

const OPEN_ALL = 12; // tasks up to which all stand open
const PAUSE = 250; // milliseconds after the last key until the checks run
const KEEPING = 1500; // milliseconds after which unsaved typing is kept
const page = { form: new Form(), rows: new Map(), faults: [], timer: 0, keeper: 0, kept: true, stored: false, own: null, refused: false, shown: new Map() };
page.words = {
  unsaved: "chép ra nơi khác rồi báo Văn phòng.",
  unopened: "Sửa chỗ ấy bằng Notepad rồi mở lại, hoặc gửi nguyên tệp ấy cho Văn phòng.",
  extent,
  news: () => (isReissued(reissuedSince(page.form)) ? ` Xem mục «${NEWS}».` : ""),
};
const ROOT = document.getElementById("bieu");

// --- drawing -------------------------------------------------------------------------------------------------

function start() {
  const filled = textOf(DATA.filled);
  let trouble = "";
  try {
    page.form.open(filled);
  } catch (error) {
    trouble = `Tệp ${DATA.file} lúc làm trang này không đọc được ở đây (${told(error)}). Trang đang mở biểu trống; sửa tệp rồi bấm «Mở tệp YAML».`;
    page.form.open(textOf(DATA.blank));
  }
  page.embedded = page.form.text;
  draw();
  if (trouble) say(trouble, "xau");
  offerKept();
}

function draw() {
  page.rows.clear();
  page.shown.clear();
  const { head } = DATA;
  page.progress = h("progress", { max: 1, value: 0, "aria-labelledby": "tien-trinh" });
  page.count = h("span", { id: "tien-trinh" });
  page.status = h("p", { id: "bao", role: "status", "aria-live": "polite" });
  page.todo = h("section", { id: "can-xem", "aria-labelledby": "can-xem-ten", tabindex: -1 });
  page.offer = h("div", { id: "ban-giu" });
  page.accepted = h("section", { id: "xac-nhan", "aria-labelledby": "xac-nhan-ten" });
  const facts = [["Đơn vị", head.unit], ["Kế hoạch", head.plan], ["Số liệu", head.span.replace(/^số liệu /, "")], ["Hạn gửi", head.due]];
  ROOT.replaceChildren(
    h("a", { class: "nhay", href: "#can-xem" }, "Đến chỗ cần xem"),
    h("header", {}, h("p", { class: "co-quan" }, head.agency), h("h1", {}, `Biểu báo cáo ${head.period}`),
      h("dl", {}, facts.map(([name, said]) => h("div", {}, h("dt", {}, name), h("dd", {}, said))))),
    toolbar(),
    h("main", {}, page.offer, leadElement(), page.todo, page.strange = h("div", {}), targetsSection(), tasksSections(), helpedSection(), generalSection(), page.accepted, identitySection(), sendSection()),
    page.print = h("div", { id: "ban-in", "aria-hidden": "true" }),
  );
  drawStrangers();
  refresh();
}

function leadElement() {
  return h("p", { class: "dan" }, "Điền các mục dưới đây (chữ gõ được giữ trên máy này), ghi ngày lập ở cuối trang, bấm «Lưu tệp YAML», rồi gửi Văn phòng tệp ", h("b", { translate: "no" }, DATA.file), " vừa tải về. Đừng gửi trang này: chữ điền không nằm trong trang.");
}

function toolbar() {
  page.file = h("input", { type: "file", id: "mo-tep", accept: ".yaml,.yml,.txt", tabindex: -1, "aria-label": "Chọn tệp YAML", class: "an", on: { change: opened } });
  return h("div", { id: "thanh", role: "region", "aria-label": "Tiến trình và lệnh" },
    h("p", {}, page.count, page.progress),
    h("div", { class: "lenh" }, button("Lưu tệp YAML", save, { class: "chinh" }), button("Mở tệp YAML", () => page.file.click()), page.file, button("In", print)),
    page.status);
}

function section(id, title, ...children) {
  return h("section", { id, "aria-labelledby": `${id}-ten` }, h("h2", { id: `${id}-ten` }, title), ...children);
}

const own = (prefix) => page.form.fields.filter((field) => prefix.every((step, at) => field.path[at] === step));
const element = (field, label) => (field.kind in LISTS ? listElement(field, page.form, later) : fieldElement(label ? { ...field, hint: "" } : field, page.form, label));

function identitySection() {
  const [made] = own(["ngay_lap"]);
  const today = button("Ghi ngày hôm nay", () => {
    const now = new Date();
    const input = document.getElementById(elementId("ngay_lap"));
    input.value = shortDate(dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, { class: "nho" });
  return section("gui", "Ngày lập biểu", h("div", { class: "luoi" }, element(made), h("div", { class: "o canh" }, today)));
}

function targetsSection() {
  if (!DATA.targets.length) return null;
  return section("chi-tieu", "Chỉ tiêu", DATA.targets.map((target) => {
    const result = h("output", { class: "ket-luan", "aria-live": "polite" });
    const fields = own(["chi_tieu", target.code]);
    const rare = (field) => ["ty_le", "toan_co_quan", "uoc"].includes(field.path[2]);
    const figures = (field) => ["tu_so", "mau_so", "gia_tri", "danh_gia"].includes(field.path[2]);
    const missed = (field) => ["nguyen_nhan", "giai_phap"].includes(field.path[2]);
    const grid = (some, more = {}) => h("div", { class: "luoi", ...more }, fields.filter(some).map((field) => element(field, label(field))));
    const more = fields.filter(rare);
    const label = (field) => (field.path.length > 3 ? field.about : target.hints[field.path[2]] ? upperFirst(target.hints[field.path[2]]) : undefined);
    const details = more.length ? h("details", { class: "them", open: more.some((field) => hasValue(page.form.values[field.id])) },
      h("summary", {}, "Ước đến hết kỳ, số liệu khác"), grid(rare)) : null;
    const why = grid(missed, { hidden: true });
    const box = h("fieldset", { class: "dong", id: elementId(`chi_tieu/${target.code}`) },
      h("legend", {}, h("span", { class: "ma" }, target.code), " ", target.name), about(target.about.map((line, at) => (at ? line : line.slice(target.name.length).replace(/^ \((.*)\)$/s, "$1")))),
      grid(figures), result, grid((field) => !rare(field) && !figures(field) && !missed(field)), why, details);
    page.rows.set(`chi_tieu/${target.code}`, { result, target, why, asked: fields.filter(missed) });
    return box;
  }));
}

const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const about = (lines) => (lines.length ? h("ul", { class: "ve" }, lines.filter(Boolean).map((line) => h("li", {}, upperFirst(inWords(line))))) : null);

function tasksSections() {
  if (!DATA.tasks.length) return null;
  const byCode = new Map(DATA.tasks.map((task) => [task.code, task]));
  const openAll = DATA.tasks.length <= OPEN_ALL;
  const all = button(openAll ? "Thu gọn hết" : "Mở hết", () => {
    const open = all.textContent === "Mở hết";
    all.textContent = open ? "Thu gọn hết" : "Mở hết";
    for (const [, row] of page.rows) if (row.box) row.box.open = open;
  }, { class: "nho" });
  const groups = DATA.groups.map(([title, codes]) => [h("h3", {}, title), codes.map((code) => taskElement(byCode.get(code), openAll))]);
  return section("nhiem-vu", `Nhiệm vụ (${DATA.tasks.length})`, h("p", {}, all), groups);
}

// A task: what is seen closed, and its fields, which are made when it is first opened.
function taskElement(task, open) {
  const id = `nhiem_vu/${task.code}`;
  const state = h("span", { class: "tinh-trang" });
  const body = h("div", { class: "than" });
  const box = h("details", { class: "dong", id: elementId(id) },
    h("summary", {}, h("span", { class: "ma" }, task.code), " ", h("span", { class: "viec" }, task.text), " ", state), body);
  const row = { task, box, state, fill() {
    if (body.childElementCount) return;
    body.append(h("fieldset", {}, h("legend", { class: "an" }, `${task.code} ${task.text}`), about(task.about), h("div", { class: "luoi" }, taskControls(task))));
    page.faults.filter((finding) => finding.id.startsWith(`${id}/`) || finding.id === id).length && showFaults();
  } };
  box.addEventListener("toggle", () => box.open && row.fill());
  page.rows.set(id, row);
  if (open) {
    row.fill();
    box.open = true;
  }
  return box;
}

function taskControls(task) {
  const fields = own(["nhiem_vu", task.code]);
  const times = fields.filter((field) => field.time);
  const parts = fields.filter((field) => field.path[2] === "so_don_vi");
  const rest = fields.filter((field) => !field.time && field.path[2] !== "so_don_vi").map((field) => element(field));
  const through = parts.length ? [h("fieldset", { class: "o rong danh-sach" }, h("legend", {}, keyOf("TaskStatus", "so_don_vi").about), h("div", { class: "luoi" }, parts.map((field) => element(field))))] : [];
  if (!times.length) return [...rest, ...through];
  const boxes = offered(task).map(([code, name, , due, words]) => {
    const [state, day] = times.filter((field) => field.time === code);
    return h("div", { class: "luoi ky" }, h("p", { class: "ten-ky" }, `${upperFirst(name)}, hạn ${words}${due ? "" : " (chưa đến hạn)"}`), element(state), element(day));
  });
  return [...rest, ...through, h("fieldset", { class: "o rong danh-sach" }, h("legend", {}, keyOf("TaskStatus", "ky").about), boxes)];
}

function helpedSection() {
  if (!DATA.helped.length) return null;
  return section("phoi-hop", "Nhiệm vụ phối hợp", h("p", { class: "goi-y" }, "Đơn vị phối hợp, không bắt buộc báo cáo. Muốn báo cáo thì mở ra điền."), DATA.helped.map((task) => taskElement(task, false)));
}

function generalSection() {
  return [section("chung", "Nội dung chung", h("div", { class: "luoi" }, own(["chung"]).map((field) => element(field)))),
    section("phat-sinh", "Việc phát sinh ngoài kế hoạch", element(own(["phat_sinh"])[0]))];
}

function sendSection() {
  return section("luu", "Lưu và gửi", h("ol", {},
    h("li", {}, "Điền xong, xem mục «Cần xem» ở đầu trang."),
    h("li", {}, "Ghi ngày lập ở ngay trên đây. Biểu chưa có ngày lập là bản đang làm, chưa tính là đã gửi."),
    h("li", {}, "Bấm «Lưu tệp YAML». Trình duyệt tải về tệp ", h("b", { translate: "no" }, DATA.file), ", thường ở thư mục Tải xuống (Downloads)."),
    h("li", {}, "Gửi tệp ấy cho Văn phòng (không gửi trang này). Sửa sau khi gửi thì bấm «Mở tệp YAML», sửa, lưu và gửi lại."),
  ), h("p", {}, button("Lưu tệp YAML", save, { class: "chinh" })),
  h("p", { class: "goi-y" }, "Chữ đang gõ được giữ trên máy này cho đến khi lưu; mở lại trang thì trang hỏi có dùng tiếp không."));
}

// --- typing ----------------------------------------------------------------------------------------------------

ROOT.addEventListener("input", (event) => {
  const { id } = event.target.dataset;
  if (!id) return;
  const { type } = event.target;
  if (type === "radio") {
    if (event.target.checked) changed(id, event.target.value);
  } else changed(id, type === "checkbox" ? (event.target.checked ? "có" : "") : event.target.value);
});
ROOT.addEventListener("bo-chon", (event) => changed(event.detail, ""));

function changed(id, value) {
  page.form.values[id] = value;
  later();
}

function later() {
  page.kept = false;
  clearTimeout(page.timer);
  page.timer = setTimeout(refresh, PAUSE);
  clearTimeout(page.keeper);
  page.keeper = setTimeout(keep, KEEPING);
}

// --- what is wrong, what is missing ---------------------------------------------------------------------------

function refresh() {
  clearTimeout(page.timer);
  const { findings, accepted } = new Checks(page.form).all();
  page.faults = findings;
  const open = [...DATA.targets.filter((row) => !isTold("chi_tieu", row)).map((row) => ["chi_tieu", row.code]), ...DATA.tasks.filter((row) => !isTold("nhiem_vu", row)).map((row) => ["nhiem_vu", row.code])];
  const all = DATA.targets.length + DATA.tasks.length;
  page.open = open.length;
  page.progress.max = Math.max(1, all);
  page.progress.value = all - open.length;
  page.count.textContent = `Đã điền ${all - open.length}/${all} mục`;
  drawTodo(open, findings);
  drawAccepted(accepted);
  showFaults();
  showRows();
}

function isTold(section, row, { values } = page.form) {
  const keys = section === "nhiem_vu" ? ["trang_thai"] : ["tu_so", "ty_le", "gia_tri", "danh_gia"];
  return keys.some((key) => (values[`${section}/${row.code}/${key}`] || "").trim());
}

// How much of what is asked is filled in where typing was kept, so that its owner knows it from another.
function extent(kept) {
  const form = new Form(), told = (section) => (row) => isTold(section, row, form);
  try {
    form.resume(kept);
  } catch (error) {
    return "";
  }
  const [done, all] = [DATA.targets.filter(told("chi_tieu")).length + DATA.tasks.filter(told("nhiem_vu")).length, DATA.targets.length + DATA.tasks.length];
  return `đã điền ${done}/${all} mục, `;
}

const WORDS = { lỗi: ["Lỗi", "xau"], "cảnh báo": ["Cảnh báo", "luu-y"], "lưu ý": ["Lưu ý", "thuong"] };

function sentence(finding) {
  return saidInWords(finding).join("; ");
}

function drawTodo(open, findings) {
  const named = new Map([...DATA.targets, ...DATA.tasks].map((row) => [row.code, row.name || row.text]));
  const links = open.map(([section, code]) => h("li", {}, link(`${section}/${code}`, code, { title: named.get(code) })));
  const date = (page.form.values.ngay_lap || "").trim() ? [] : [h("li", {}, link("ngay_lap", "ngày lập"))];
  const missing = [...links, ...date];
  const codes = new Set(["TASK_LEFT_OUT", "TARGET_LEFT_OUT", "NOT_SENT"].map((name) => DATA.faults[name][0])); // what is named above
  const left = findings.find((finding) => codes.has(finding.code) && finding.path.length > 1);
  const lists = Object.entries(WORDS).map(([severity, [name, tone]]) => {
    const some = findings.filter((finding) => finding.severity === severity && !codes.has(finding.code));
    if (!some.length) return null;
    return h("div", { class: tone }, h("h3", {}, `${name} (${some.length})`), h("ul", { class: "loi-ds" }, some.slice(0, 100).map((finding) => h("li", {}, link(finding.id, nameOf(finding)), `: ${sentence(finding)}`))));
  });
  const nothing = missing.length || findings.length ? null : h("p", { class: "tot" }, "Không còn gì phải điền hay sửa.");
  const active = document.activeElement && page.todo.contains(document.activeElement) ? document.activeElement.dataset.den : null;
  page.todo.replaceChildren(h("h2", { id: "can-xem-ten" }, "Cần xem"), nothing || "", lists[0] || "",
    missing.length ? h("div", {}, h("h3", {}, `Còn phải điền (${missing.length})`), h("ul", { class: "cac-ma" }, missing), left ? h("p", { class: "luu-y" }, upperFirst(left.advice), ".") : "") : "", ...lists.slice(1).filter(Boolean));
  if (active) (page.todo.querySelector(`[data-den="${CSS.escape(active)}"]`) || page.todo).focus();
}

function nameOf(finding) {
  const field = nearest(finding.id);
  if (!field) return finding.subject;
  return [field.code, finding.path.length > 2 || !field.code ? called(field.about) : ""].filter(Boolean).join(", ");
}

function link(id, words, more = {}) {
  return h("a", { ...more, href: `#${elementId(id)}`, data: { den: id }, on: { click: (event) => { event.preventDefault(); goTo(id); } } }, words);
}

// The field at a path, above it, or the first below it.
function nearest(id) {
  const { fields, byId } = page.form;
  for (let path = id; path; path = path.slice(0, path.lastIndexOf("/") < 0 ? 0 : path.lastIndexOf("/"))) {
    if (byId.has(path)) return byId.get(path);
    const first = fields.find((field) => field.id.startsWith(`${path}/`));
    if (first) return first;
  }
  return null;
}

function goTo(id) {
  const field = nearest(id);
  if (!field) return;
  const row = page.rows.get(field.path.slice(0, 2).join("/"));
  if (row && row.box) {
    row.fill();
    row.box.open = true;
  }
  const control = document.getElementById(elementId(field.id)) || (document.getElementById(`${elementId(field.id)}-loi`) || ROOT).parentElement.querySelector("textarea, input, button");
  const rare = control.closest("details.them");
  if (rare) rare.open = true;
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
}

function showFaults() {
  const byField = new Map();
  for (const finding of page.faults) {
    const field = nearest(finding.id);
    if (field) byField.set(field.id, [...(byField.get(field.id) || []), finding]);
  }
  for (const id of new Set([...page.shown.keys(), ...byField.keys()])) {
    const place = document.getElementById(`${elementId(id)}-loi`);
    const findings = byField.get(id) || [];
    const said = JSON.stringify(findings.map(sentence));
    if (!place || (page.shown.get(id) === said && place.childElementCount === findings.length)) continue;
    if (place.contains(document.activeElement)) continue;
    page.shown.set(id, said);
    if (!findings.length) page.shown.delete(id);
    place.replaceChildren(...findings.map(faultElement));
    const control = document.getElementById(elementId(id));
    if (control && control.type !== "radio") control.setAttribute("aria-invalid", String(findings.some((finding) => finding.severity === "lỗi")));
  }
}

function faultElement(finding) {
  const [name, tone] = WORDS[finding.severity];
  const box = h("div", { class: `loi ${tone}` }, h("p", {}, h("b", {}, `${name}: `), sentence(finding)));
  if (finding.doubt && finding.item) box.append(acknowledging(finding));
  return box;
}

function acknowledging(finding) {
  const id = `${elementId(finding.id)}-${finding.code.replace(/\W/g, "-")}-ly-do`;
  const reason = h("input", { type: "text", id, autocomplete: "off" });
  const accept = () => {
    if (!reason.value.trim()) return reason.focus();
    page.form.values.xac_nhan.push({ canh_bao: finding.code, muc: finding.item, ly_do: reason.value });
    reason.blur();
    refresh();
    goTo(finding.id);
    say(`Đã xác nhận ${finding.code} ${finding.item}.`);
  };
  return h("details", { class: "xac-nhan" }, h("summary", {}, "Đúng như vậy, ghi lý do"), h("div", { class: "o rong" }, h("label", { for: id }, "Lý do"), reason, button("Xác nhận", accept, { class: "nho" })));
}

function drawAccepted(accepted) {
  const { values, stuck } = page.form;
  page.accepted.hidden = !values.xac_nhan.length && !stuck.xac_nhan;
  if (page.accepted.hidden || page.accepted.contains(document.activeElement)) return;
  const about = (item) => accepted.find((finding) => finding.item === item.muc.trim() && finding.code.endsWith(item.canh_bao.trim()));
  page.accepted.replaceChildren(h("h2", { id: "xac-nhan-ten" }, "Cảnh báo đã xác nhận"), stuck.xac_nhan ? h("p", { class: "goi-y" }, stuck.xac_nhan) : "",
    h("ul", {}, values.xac_nhan.map((item, at) => h("li", {}, `${item.canh_bao} ${item.muc}: ${about(item) ? about(item).found : "không còn cảnh báo này"}; lý do: ${item.ly_do} `,
      button("Bỏ xác nhận", () => { values.xac_nhan.splice(at, 1); document.activeElement.blur(); refresh(); }, { class: "nho", "aria-label": `Bỏ xác nhận ${item.canh_bao} ${item.muc}` })))));
}

function showRows() {
  const { values } = page.form;
  const faulty = new Map();
  for (const { path, severity } of page.faults) {
    const id = path.slice(0, 2).join("/");
    if (severity !== "lưu ý") faulty.set(id, [...(faulty.get(id) || []), severity]);
  }
  for (const [id, row] of page.rows) {
    if (row.target) showResult(row, (faulty.get(id) || []).includes("lỗi"));
    else {
      const state = DATA.kinds.state.options.find(([value]) => value === values[`${id}/trang_thai`]);
      const wrong = faulty.get(id) || [];
      const words = [state ? state[1] : "Chưa điền", wrong.length ? `${wrong.length} chỗ cần xem` : ""].filter(Boolean).join(", ");
      if (row.state.textContent !== words) row.state.textContent = words;
      row.state.className = `tinh-trang ${wrong.includes("lỗi") ? "xau" : wrong.length ? "luu-y" : state ? "tot" : ""}`;
    }
  }
}

// Figures that contradict each other come to nothing.
function showResult(row, wrong) {
  const result = wrong ? null : resultOf(row.target, new Checks(page.form).targetRow(row.target));
  const goal = row.target.statistic ? "" : ` (giao: ${row.target.pending ? row.target.words : row.target.judgedWords})`;
  const words = result ? [result.shown, DATA.verdicts[result.verdict]].filter(Boolean).join(": ") + goal : "";
  if (row.result.textContent !== words) row.result.textContent = words;
  const isMissed = Boolean(result) && result.verdict === "chua-dat";
  row.why.hidden = !isMissed && row.asked.every((field) => !hasValue(page.form.values[field.id]));
  row.result.className = `ket-luan ${isMissed ? "xau" : result && ["dat", "vuot"].includes(result.verdict) ? "tot" : ""}`;
}

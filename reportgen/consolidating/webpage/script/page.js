// The page: what is to be done at the top, every place in the report's order, saving, paper.

useData(JSON.parse(document.getElementById("du-lieu").textContent));

const PAUSE = 250; // milliseconds after the last key until what is shown follows
const KEEPING = 1500; // milliseconds after which unsaved typing is kept
const page = { form: new Wording(), rows: new Map(), timer: 0, keeper: 0, kept: true, stored: false, own: null, refused: false, filter: "" };
page.words = {
  unsaved: "chép ra nơi khác rồi mở lại trang.",
  unopened: "Sửa chỗ ấy bằng Notepad rồi mở lại.",
  extent: () => "",
  news: () => "",
};
const ROOT = document.getElementById("bieu");

function start() {
  page.embedded = DATA.text;
  page.groups = Object.fromEntries(DATA.places.filter((place) => place.counts).map((place) => [place.place, place]));
  page.shares = sharesOf(DATA.places);
  try {
    page.form.open(page.embedded);
  } catch (error) {
    ROOT.replaceChildren(h("p", { class: "khong-chay" }, `Không đọc được ${DATA.folder}/${DATA.file} trên trang này (${told(error)}). Sửa chỗ ấy bằng Notepad rồi làm lại trang: reportgen consolidate ${DATA.command} --html ….`));
    return;
  }
  draw();
  offerKept();
}

const LEAST_SHARE = 50; // words: less says nothing

// The room of a report in parts like what the program itself would write of each place, in tens of words.
function sharesOf(places) {
  const own = places.map((place) => [place.place, place.frame ? 0 : wordsIn(place.automatic)]);
  const all = own.reduce((sum, [, words]) => sum + words, 0);
  const share = (words) => (all ? Math.round((words * DATA.room) / all / 10) * 10 : 0);
  return new Map(own.map(([name, words]) => [name, share(words) < LEAST_SHARE ? 0 : share(words)]));
}

// --- drawing -------------------------------------------------------------------------------------------------

function draw() {
  page.rows.clear();
  const { head } = DATA;
  page.progress = h("progress", { max: 1, value: 0, "aria-labelledby": "tien-trinh" });
  page.count = h("span", { id: "tien-trinh" });
  page.total = h("span", { id: "tong-tu" });
  page.status = h("p", { id: "bao", role: "status", "aria-live": "polite" });
  page.todo = h("section", { id: "can-xem", "aria-labelledby": "can-xem-ten", tabindex: -1 });
  page.offer = h("div", { id: "ban-giu" });
  const facts = [["Kế hoạch", head.plan], ["Số liệu", head.span.replace(/^số liệu /, "")], ["Hạn", head.due], ["Chưa gửi", head.silent]].filter(([, said]) => said);
  ROOT.replaceChildren(
    h("a", { class: "nhay", href: "#can-xem" }, "Đến việc cần làm"),
    h("header", {}, h("p", { class: "co-quan" }, head.agency), h("h1", {}, `Lời văn báo cáo ${head.period}`),
      h("dl", {}, facts.map(([name, said]) => h("div", {}, h("dt", {}, name), h("dd", {}, said))))),
    toolbar(),
    h("main", {}, page.offer, page.todo, strangersElement(), placesElement(), savingElement()),
    page.print = h("div", { id: "ban-in", "aria-hidden": "true" }),
  );
  refresh();
  const first = DATA.places.filter((place) => page.form.standing(place) === "cu");
  for (const place of first.length ? first : DATA.places.filter((each) => page.form.isUnwritten(each)).slice(0, 1)) open(page.rows.get(place.place));
}

function open(row) {
  row.fill();
  row.box.open = true;
}

function toolbar() {
  page.file = h("input", { type: "file", id: "mo-tep", accept: ".yaml,.yml,.txt", tabindex: -1, "aria-label": "Chọn tệp YAML", class: "an", on: { change: opened } });
  return h("div", { id: "thanh", role: "region", "aria-label": "Tiến trình và lệnh" },
    h("p", {}, page.count, page.progress), h("p", {}, page.total),
    h("div", { class: "lenh" }, button("Lưu tệp YAML", save, { class: "chinh" }), button("Mở tệp YAML", () => page.file.click()), page.file, button("In", print)),
    page.status);
}

function placesElement() {
  const parts = [];
  for (const place of DATA.places) {
    const last = parts[parts.length - 1];
    if (last && last.part === place.part) last.places.push(place);
    else parts.push({ part: place.part, places: [place] });
  }
  const all = button("Mở hết", () => {
    const opening = all.textContent === "Mở hết";
    all.textContent = opening ? "Thu gọn hết" : "Mở hết";
    for (const row of page.rows.values()) opening ? open(row) : (row.box.open = false);
  }, { class: "nho" });
  return h("section", { id: "cac-cho", "aria-labelledby": "cac-cho-ten" },
    h("h2", { id: "cac-cho-ten" }, "Các chỗ của báo cáo"), filterElement(), figuresElement(), h("p", {}, all),
    parts.map(({ part, places }) => [part ? h("p", { class: "phan" }, part) : "", places.map(placeElement)]));
}

function filterElement() {
  const choice = (value, words) => h("label", { class: "chon" }, Object.assign(h("input", { type: "radio", name: "loc", value, on: { change: () => { page.filter = value; refresh(); } } }), { checked: page.filter === value }), h("span", {}, words));
  return h("fieldset", { class: "loc" }, h("legend", {}, "Hiện"), choice("", "Tất cả"), choice("cu", "Nguồn đã đổi"), choice("chua", "Chưa viết"), choice("co-quan", "Lời của cơ quan"));
}

const FILTERS = {
  "": () => true,
  cu: (place) => page.form.standing(place) === "cu",
  chua: (place) => page.form.isUnwritten(place),
  "co-quan": (place) => page.form.standing(place) === "co-quan",
};

function strangersElement() {
  const told = page.form.strange.map(({ line, path }) => h("li", {}, `Dòng ${line}: ${path.join(" ")}`));
  return told.length ? h("section", { class: "la" }, h("h2", {}, "Chỗ không có trong báo cáo này"), h("p", {}, "Tệp có các chỗ sau mà báo cáo không có. Khi lưu, chúng được giữ nguyên."), h("ul", {}, told)) : "";
}

function savingElement() {
  const path = h("b", { translate: "no" }, `${DATA.folder}/${DATA.file}`);
  return h("section", { id: "luu", "aria-labelledby": "luu-ten" }, h("h2", { id: "luu-ten" }, "Lưu và soạn báo cáo"), h("ol", {},
    h("li", {}, "Bấm «Lưu tệp YAML». Trình duyệt tải về tệp ", h("b", { translate: "no" }, DATA.file), ", thường ở thư mục Tải xuống (Downloads)."),
    h("li", {}, "Chép tệp ấy đè lên ", path, " trong thư mục của cơ quan. Làm trang rồi mà tệp trong thư mục đã đổi (lấy lời từ Word, chạy lại consolidate) thì làm lại trang trước: chữ đang gõ vẫn còn, trang hỏi có dùng tiếp không."),
    h("li", {}, "Tải về nhiều lần thì trình duyệt thêm số vào tên, như ", h("b", { translate: "no" }, DATA.file.replace(/(?=\.[^.]*$)/, " (1)")), ": lấy tệp mới nhất, đổi lại đúng tên."),
    h("li", {}, "Chạy ", h("code", {}, `reportgen check ${DATA.command}`), ": đối chiếu con số trong lời văn với nguồn. Rồi ", h("code", {}, `reportgen draft ${DATA.command}`), ": soạn báo cáo."),
  ), h("p", {}, button("Lưu tệp YAML", save, { class: "chinh" })),
  h("p", { class: "goi-y" }, "Chữ đang gõ được giữ trên máy này; đóng trang rồi mở lại thì trang hỏi có dùng tiếp không."));
}

// --- typing ----------------------------------------------------------------------------------------------------

ROOT.addEventListener("input", (event) => {
  const { id } = event.target.dataset;
  if (!id) return;
  const { type, checked, value } = event.target;
  if (type !== "checkbox") changed(id, value);
  else changed(id, checked ? page.rows.get(id.replace(/\/dau$/, "")).place.mark : "");
});

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

// --- what is to be done ------------------------------------------------------------------------------------------

function refresh() {
  clearTimeout(page.timer);
  const of = (name) => DATA.places.filter(FILTERS[name]);
  const all = DATA.places.filter((place) => !place.frame && !place.leftOut && !place.within && (place.items.length || page.form.paragraphs(place.place).length));
  const written = all.filter((place) => page.form.standing(place) === "co-quan");
  page.progress.max = Math.max(1, all.length);
  page.progress.value = written.length;
  page.count.textContent = `Đã viết ${written.length}/${all.length} chỗ`;
  const words = DATA.places.reduce((sum, place) => sum + page.form.words(place), 0);
  page.total.textContent = `${grouped(words)}/${grouped(DATA.room)} từ`;
  page.total.className = words > DATA.room ? "luu-y" : "";
  drawTodo(of("cu"), of("chua"), DATA.places.filter((place) => page.form.faults(place).some((finding) => finding.severity === "lỗi")));
  for (const row of page.rows.values()) {
    showPlace(row);
    row.box.hidden = !FILTERS[page.filter](row.place) && !row.box.contains(document.activeElement);
  }
}

const grouped = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ".");

function drawTodo(stale, unwritten, faulty) {
  const list = (title, places, tone) => (places.length ? h("div", { class: tone }, h("h3", {}, `${title} (${places.length})`), h("ul", { class: "cac-ma" }, places.map((place) => h("li", {}, link(place))))) : "");
  const active = page.todo.contains(document.activeElement) ? document.activeElement.dataset.den : null;
  page.todo.replaceChildren(h("h2", { id: "can-xem-ten" }, "Việc cần làm"),
    stale.length + unwritten.length + faulty.length ? "" : h("p", { class: "tot" }, "Chỗ nào có nguồn cũng đã có lời của cơ quan."),
    stale.length + unwritten.length ? h("p", {}, button(stale.length ? "Xem lại từ chỗ đầu" : "Viết từ chỗ đầu", () => goOn(""), { class: "nho", data: { den: "" } })) : "",
    list("Phải sửa", faulty, "xau"), list("Nguồn đã đổi sau khi viết, cần xem lại", stale, "luu-y"), list("Chưa viết, báo cáo đang in lời máy soạn", unwritten, ""), foundElement("phần khác của tệp", DATA.findings));
  if (active) (page.todo.querySelector(`[data-den="${CSS.escape(active)}"]`) || page.todo).focus();
}

function link(place) {
  return h("a", { href: `#${elementId(place.place)}`, data: { den: place.place }, on: { click: (event) => { event.preventDefault(); goTo(place.place); } } }, titleOf(place));
}

function goTo(name) {
  const row = page.rows.get(name);
  row.box.hidden = false;
  open(row);
  row.text.focus({ preventScroll: true });
  row.box.scrollIntoView({ block: "start" });
}

// The next place whose sources have changed or that nobody has written, round from here.
function goOn(name) {
  refresh();
  const at = DATA.places.findIndex((place) => place.place === name);
  const round = [...DATA.places.slice(at + 1), ...DATA.places.slice(0, at)];
  const next = round.find(FILTERS.cu) || round.find(FILTERS.chua);
  if (next) goTo(next.place);
  else say("Không còn chỗ nào phải viết.", "tot");
}

// --- saving, paper -------------------------------------------------------------------------------------------------

function save() {
  refresh();
  const done = saved();
  if (done === null) return;
  refresh();
  const faulty = DATA.places.filter((place) => page.form.faults(place).some((finding) => finding.severity === "lỗi"));
  const rest = faulty.length ? ` Còn phải sửa ở: ${faulty.map((place) => place.place).join(", ")}.` : ` Chép đè lên ${DATA.folder}/${DATA.file}, rồi chạy: reportgen check ${DATA.command}; reportgen draft ${DATA.command}.`;
  say(`${done}${rest}`, faulty.length ? "luu-y" : "tot");
}

// Boxes cut what does not fit into them: on paper every place stands as the report would say it.
addEventListener("beforeprint", () => {
  page.print.replaceChildren(...DATA.places.filter((place) => !place.leftOut && !place.within).map((place) => {
    const own = page.form.paragraphs(place.place), standing = PLACE_WORDS[page.form.standing(place)];
    return h("section", {}, h("h3", {}, titleOf(place)), h("p", { class: "goi-y" }, upperFirst(standing)), (own.length ? own : place.automatic).map((words) => h("p", { class: "doan" }, words)));
  }));
});

start();

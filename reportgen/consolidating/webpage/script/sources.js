// What a place stands on, on the screen: tasks and targets, what each unit wrote, what of it has changed.

const FACTS = { so_don_vi: "", ky: "", nhu_ky_truoc: "", ket_qua: "", ghi_chu: "", van_ban: "Văn bản" };
const MARKED = { "=": (words) => words, "-": (words) => h("del", {}, words), "+": (words) => h("ins", {}, words) };

const chip = (words, tone = "") => h("span", { class: `tinh-trang ${tone}` }, words);

// Two texts as one: what is gone struck out, what is new marked; both are told to those who do not see it.
function piecesElement(pieces) {
  return pieces.flatMap(([sign, words], at) => [at ? " " : "", MARKED[sign](words)]);
}

const isChanged = (each) => Boolean(each.new || each.pieces);
const hasChanged = (item) => isChanged(item) || item.rows.some(isChanged);

// Where some sources have changed, only they are shown until all are asked for.
function sourcesElement(place) {
  const some = place.items.some(hasChanged), still = place.items.filter((item) => !hasChanged(item)).length;
  const all = button(`Hiện cả nguồn không đổi (${still})`, () => {
    const few = box.classList.toggle("chi-doi");
    all.textContent = few ? `Hiện cả nguồn không đổi (${still})` : "Chỉ hiện nguồn đã đổi";
  }, { class: "nho" });
  const box = h("div", { class: `nguon ${some || place.gone.length ? "chi-doi" : ""}` },
    h("h4", {}, "Nguồn"),
    place.counts ? h("p", { class: "goi-y" }, `${upperFirst(place.counts)}.`) : "",
    place.basedOn.length ? h("p", { class: "goi-y" }, `Ghi dựa thêm vào: ${place.basedOn.join(", ")}.`) : "",
    place.unknown ? h("p", { class: "luu-y" }, "Nguồn đã đổi sau khi viết; phần ghi nguồn cũ không còn trong tệp nên không so từng chữ được. Đọc lại cả phần nguồn.") : "",
    some || place.gone.length ? h("p", { class: "goi-y" }, "Đổi sau khi viết: ", h("ins", {}, "chữ mới"), ", ", h("del", {}, "chữ cũ"), ".") : "",
    (some || place.gone.length) && still ? h("p", {}, all) : "",
    goneElement(place),
    place.items.length ? h("ul", { class: "cac-nguon" }, place.items.map(itemElement)) : h("p", { class: "goi-y" }, "Chưa có nguồn: các đơn vị chưa ghi gì cho chỗ này."),
    figuresElement());
  return box;
}

function goneElement(place) {
  return place.gone.length ? h("div", { class: "mat" }, h("p", {}, h("b", {}, "Không còn trong nguồn:")), h("ul", {}, place.gone.map(([name, words]) => h("li", {}, h("b", {}, name), ": ", h("del", {}, words))))) : "";
}

function itemElement(item) {
  const [words, tone] = item.state || [];
  const told = item.pieces ? piecesElement(item.pieces) : item.said;
  const head = item.code || item.what || item.said ? h("p", { class: "nguon-ten" }, item.code ? h("span", { class: "ma" }, item.code) : item.what ? h("b", {}, `${item.what}: `) : "", " ", item.title, " ", words ? chip(words, tone) : "", item.new ? chip("mới", "luu-y") : "") : "";
  return h("li", { class: `${isChanged(item) ? "doi" : ""} ${hasChanged(item) ? "" : "khong-doi"}` }, head, told.length ? h("p", {}, item.new ? h("ins", {}, told) : told) : "", item.rows.map((row) => rowElement(row, item)));
}

function rowElement(row, item) {
  const facts = row.pieces ? [piecesElement(row.pieces)] : row.facts.map(([key, said]) => factWords(key, said));
  const told = facts.map((words) => (row.new ? h("ins", {}, words) : words));
  return h("div", { class: `dong-nguon ${isChanged(row) ? "doi" : ""}`, data: { dong: rowName(item.code, row.who) } },
    h("p", {}, h("b", {}, `${row.who}: `), row.new ? chip("mới", "luu-y") : "", row.new ? " " : "", told[0], " ", h("span", { class: "chua-nhac", hidden: true }, "chưa nhắc đến")),
    told.slice(1).map((words) => h("p", { class: "phu" }, words)));
}

const rowName = (code, who) => `${code}|${who}`;
const factWords = (key, said) => `${FACTS[key] ? `${FACTS[key]}: ` : ""}${Array.isArray(said) ? said.join("; ") : said}`;
const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

// The figures of the whole period, to hand beside every place.
function figuresElement() {
  const { tasks, targets } = DATA.figures;
  const tone = { dat: "tot", vuot: "tot", "chua-dat": "xau", "thong-ke": "", "khong-phat-sinh": "", "chua-den-ky": "" };
  return h("details", { class: "so-lieu" }, h("summary", {}, "Số liệu của cả kỳ"),
    h("p", {}, `${upperFirst(tasks)}.`),
    targets.length ? h("ul", { class: "cac-nguon" }, targets.map(([code, name, said, verdict, key]) => h("li", {}, h("span", { class: "ma" }, code), ` ${name}: `, h("b", {}, said || "chưa có số liệu"), " ", chip(verdict, key in tone ? tone[key] : "luu-y")))) : "");
}

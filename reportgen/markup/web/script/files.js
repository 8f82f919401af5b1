// Saving and opening the file that a page writes, and what is kept of unsaved typing on this machine.
//
// A page gives: `page` (form, status, file, offer, embedded, words), draw() and later(); its form open(text),
// written(), rebase(text), changed; kept(), isNews(kept) and resume(kept) for unsaved typing.

const say = (words, tone = "") => {
  page.status.textContent = words;
  page.status.className = tone;
};

function told(error) {
  if (!(error instanceof Unreadable)) return error.message;
  return `${error.line ? `dòng ${error.line}: ` : ""}${error.message}${error.advice ? ` (${error.advice})` : ""}`;
}

// Let the browser save the file as it is to be; what it has done, null after saying why it cannot be written.
function saved() {
  let text;
  try {
    text = page.form.written();
  } catch (error) {
    keep();
    say(`Chưa lưu được: ${told(error)}. Nội dung vẫn còn trên trang; ${page.words.unsaved}`, "xau");
    return null;
  }
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml;charset=utf-8" }));
  const anchor = h("a", { href: url, download: DATA.file });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  page.form.rebase(text);
  store({ ...page.form.kept(), saved: true });
  return `Đã tải về ${DATA.file}, ở thư mục Tải xuống (Downloads).${savedBefore()}`;
}

// A browser does not write over what it has saved before: the newest file has another name then.
function savedBefore() {
  const key = `${DATA.store}:lan`;
  page.saves = 1 + Math.max(page.saves || 0, Number(storedNow(key)) || 0);
  try {
    localStorage.setItem(key, page.saves);
  } catch (refused) {
    // told where the typing is kept
  }
  const name = DATA.file.replace(/\.yaml$/, "");
  return page.saves < 2 ? "" : ` Đây là lần lưu thứ ${page.saves}: tệp lần trước còn ở đó thì tệp mới tên là «${name} (${page.saves - 1}).yaml» hay tương tự, lấy tệp mới nhất.`;
}

// The key that saves in every program would save the page, and nothing of what was typed into it.
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  save();
});

async function opened() {
  const [file] = page.file.files;
  if (!file) return;
  const name = file.name;
  let text = "";
  try {
    text = decoded(new Uint8Array(await file.arrayBuffer()));
    if (page.form.changed && !confirm(`Trang có nội dung chưa lưu thành tệp. Mở ${name} thì nội dung ấy bị thay. Mở?`)) return;
    page.form.open(text);
    draw();
    later();
    say(`Đã mở ${name}.${page.words.news()}`, "tot");
  } catch (error) {
    const wrong = meantForAnother(error, text);
    say(`Không mở được ${name}: ${told(wrong)}. Trang giữ nguyên.${wrong.whole ? "" : ` ${page.words.unopened}`}`, "xau");
  } finally {
    page.file.value = "";
  }
}

// The error as it stands, or that the file is none of ours: it has no line that says of whom it is.
function meantForAnother(error, text) {
  const names = Object.keys(DATA.identity);
  if (error.whole || !text || names.some((name) => new RegExp(`^[ \\t]*["']?${name}\\b`, "m").test(text))) return error;
  return wrongFile(0, `đây không phải là tệp ${DATA.file} đã lưu từ trang này, trong đó không có mục ${names[0]}`, RIGHT_FILE);
}

const RIGHT_FILE = "chọn tệp có đuôi .yaml đã tải về khi bấm «Lưu tệp YAML»";

// The text of a file; throws where it is not Unicode, or no text at all.
function decoded(bytes) {
  const begins = (...head) => head.every((byte, at) => bytes[at] === byte);
  const name = begins(0xff, 0xfe) ? "utf-16le" : begins(0xfe, 0xff) ? "utf-16be" : "utf-8";
  const head = String.fromCharCode(...bytes.slice(0, 100)).trimStart();
  const other = DATA.others.find(([sign]) => head.startsWith(sign));
  if (other) throw wrongFile(0, `đây là ${other[1]}, không phải tệp YAML`, RIGHT_FILE);
  let text;
  try {
    text = new TextDecoder(name, { fatal: true, ignoreBOM: name === "utf-8" }).decode(bytes);
  } catch (broken) {
    throw new Error("tệp không ở bảng mã UTF-8; mở bằng Notepad, chọn «Lưu thành…», mục Mã hóa chọn UTF-8");
  }
  return text;
}

// --- unsaved typing -----------------------------------------------------------------------------------------------

const OLDER = ":cu";

function store(kept) {
  page.kept = true;
  page.stored = true;
  const said = JSON.stringify({ ...kept, at: new Date().toISOString() });
  try {
    setAside();
    localStorage.setItem(DATA.store, said);
    [page.own, page.refused] = [said, false];
  } catch (full) {
    page.refused = true;
    say("Trình duyệt không cho giữ nội dung đang gõ trên máy này: bấm Lưu tệp YAML thường xuyên.", "luu-y");
  }
}

function keep() {
  if (page.kept || !(page.form.changed || page.stored)) return;
  store({ ...page.form.kept(), saved: false });
}

// What was kept before and is not answered for yet, and what another window of this page keeps, is not written over.
function setAside() {
  const before = localStorage.getItem(DATA.store);
  if (before && before !== page.own) localStorage.setItem(DATA.store + OLDER, before);
}

addEventListener("storage", ({ key, newValue }) => {
  if (key === DATA.store && newValue && newValue !== page.own) say("Trang này đang được điền cả ở một cửa sổ (thẻ) khác. Chỉ điền ở một nơi: mỗi nơi lưu thành một tệp riêng, không gộp lại.", "luu-y");
});

// Nothing keeps what is typed: the browser asks before it lets go of it.
addEventListener("beforeunload", (event) => {
  if (!page.refused || !page.form.changed) return;
  event.preventDefault();
  event.returnValue = ""; // for browsers before 2023
});

function keptAt(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    return kept && page.form.isNews(kept) ? kept : null;
  } catch (broken) {
    return null;
  }
}

function offerKept() {
  const found = [DATA.store, DATA.store + OLDER].map((key) => [key, keptAt(key)]).filter(([, kept]) => kept);
  if (!found.some(([key]) => key === DATA.store)) page.own = storedNow();
  const forget = (key, kept) => {
    if (!confirm(`Bỏ hẳn bản điền lúc ${momentOf(kept.at)}? Bỏ rồi không lấy lại được.`)) return;
    localStorage.removeItem(key);
    offerKept();
  };
  page.offer.replaceChildren(...found.map(([key, kept], at) => {
    const words = `${at ? "Còn một bản khác, điền lúc" : "Trên máy này có bản điền lúc"} ${momentOf(kept.at)}, ${page.words.extent(kept)}${kept.saved ? "đã lưu thành tệp" : "chưa lưu thành tệp"}.`;
    return h("section", { class: "giu", "aria-label": "Bản đang điền được giữ lại" }, h("p", {}, words), h("p", {}, button("Dùng tiếp bản ấy", () => useKept(key, kept), { class: "chinh" }), button("Bỏ bản ấy", () => forget(key, kept))));
  }));
}

function storedNow(key = DATA.store) {
  try {
    return localStorage.getItem(key);
  } catch (refused) {
    return null;
  }
}

function momentOf(moment) {
  const when = new Date(moment), two = (number) => String(number).padStart(2, "0");
  return `${two(when.getHours())}:${two(when.getMinutes())} ngày ${shortDate(dayOf(when.getFullYear(), when.getMonth() + 1, when.getDate()))}`;
}

function useKept(key, kept) {
  try {
    const more = page.form.resume(kept);
    if (key === DATA.store) page.own = storedNow();
    else localStorage.removeItem(key);
    draw();
    later();
    say(`Đã lấy lại bản đang điền.${more || ""}${page.words.news()}`, "tot");
  } catch (error) {
    say(`Không lấy lại được bản ấy: ${told(error)}.`, "xau");
  }
}

addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

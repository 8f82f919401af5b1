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
  return `dòng ${error.line}: ${error.message}${error.advice ? ` (${error.advice})` : ""}`;
}

// Let the browser save the file as it is to be; null after saying why it cannot be written.
function savedText() {
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
  return text;
}

async function opened() {
  const [file] = page.file.files;
  if (!file) return;
  const name = file.name;
  try {
    const text = decoded(new Uint8Array(await file.arrayBuffer()));
    if (page.form.changed && !confirm(`Trang có nội dung chưa lưu thành tệp. Mở ${name} thì nội dung ấy bị thay. Mở?`)) return;
    page.form.open(text);
    draw();
    later();
    say(`Đã mở ${name}.`, "tot");
  } catch (error) {
    say(`Không mở được ${name}: ${told(error)}. Trang giữ nguyên. ${page.words.unopened}`, "xau");
  } finally {
    page.file.value = "";
  }
}

// The text of a file; throws where it is not Unicode, or no text at all.
function decoded(bytes) {
  const begins = (...head) => head.every((byte, at) => bytes[at] === byte);
  const name = begins(0xff, 0xfe) ? "utf-16le" : begins(0xfe, 0xff) ? "utf-16be" : "utf-8";
  if (begins(0x50, 0x4b)) throw new Error("đây là tệp Word, Excel hoặc tệp nén, không phải tệp YAML");
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
  try {
    localStorage.setItem(DATA.store, JSON.stringify({ ...kept, at: new Date().toISOString() }));
  } catch (full) {
    say("Trình duyệt không cho giữ nội dung đang gõ trên máy này: bấm Lưu tệp YAML thường xuyên.", "luu-y");
  }
}

function keep() {
  if (page.kept || !(page.form.changed || page.stored)) return;
  setAside();
  store({ ...page.form.kept(), saved: false });
}

// What was kept before, and not answered for yet, is not written over.
function setAside() {
  if (!page.waiting) return;
  page.waiting = false;
  const before = localStorage.getItem(DATA.store);
  if (before) localStorage.setItem(DATA.store + OLDER, before);
}

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
  page.waiting = found.length > 0;
  const forget = (key) => {
    localStorage.removeItem(key);
    offerKept();
  };
  page.offer.replaceChildren(...found.map(([key, kept]) => {
    const when = new Date(kept.at);
    const words = `Trên máy này có bản điền lúc ${String(when.getHours()).padStart(2, "0")}:${String(when.getMinutes()).padStart(2, "0")} ngày ${shortDate(dayOf(when.getFullYear(), when.getMonth() + 1, when.getDate()))}, ${kept.saved ? "đã lưu thành tệp" : "chưa lưu thành tệp"}.`;
    return h("section", { class: "giu", "aria-label": "Bản đang điền được giữ lại" }, h("p", {}, words), h("p", {}, button("Dùng tiếp bản ấy", () => useKept(key, kept), { class: "chinh" }), button("Bỏ bản ấy", () => forget(key))));
  }));
}

function useKept(key, kept) {
  try {
    const more = page.form.resume(kept);
    page.waiting = false;
    if (key !== DATA.store) localStorage.removeItem(key);
    draw();
    later();
    say(`Đã lấy lại bản đang điền.${more || ""}`, "tot");
  } catch (error) {
    say(`Không lấy lại được bản ấy: ${told(error)}.`, "xau");
  }
}

addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

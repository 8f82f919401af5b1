// Saving and opening files, printing, and what is kept of unsaved typing on this machine.

function save() {
  refresh();
  let text;
  try {
    text = page.form.written();
  } catch (error) {
    keep();
    say(`Chưa lưu được: ${told(error)}. Nội dung vẫn còn trên trang; chép ra nơi khác rồi báo Văn phòng.`, "xau");
    return;
  }
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml;charset=utf-8" }));
  const anchor = h("a", { href: url, download: DATA.file });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  page.form.rebase(text);
  store({ text, saved: true });
  const errors = page.faults.filter((finding) => finding.severity === "lỗi").length;
  const sent = (page.form.values.ngay_lap || "").trim();
  const rest = errors ? ` Còn ${errors} lỗi phải sửa rồi lưu lại.` : sent ? " Gửi tệp này cho Văn phòng." : " Chưa ghi ngày lập nên mới là bản đang làm.";
  say(`Đã tải về ${DATA.file}, ở thư mục Tải xuống (Downloads).${rest}`, errors ? "luu-y" : "tot");
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
    say(`Không mở được ${name}: ${told(error)}. Trang giữ nguyên. Sửa chỗ ấy bằng Notepad rồi mở lại, hoặc gửi nguyên tệp ấy cho Văn phòng.`, "xau");
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
  try {
    setAside();
    store({ text: page.form.written(), saved: false });
  } catch (error) {
    store({ values: page.form.values, saved: false });
  }
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
    return kept && (kept.values || (kept.text && kept.text !== page.embedded)) ? kept : null;
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
    page.form.open(kept.text || page.embedded);
    for (const { id } of page.form.fields) if (kept.values && kept.values[id] !== undefined) page.form.values[id] = kept.values[id];
    page.waiting = false;
    if (key !== DATA.store) localStorage.removeItem(key);
    draw();
    later();
    say("Đã lấy lại bản đang điền.", "tot");
  } catch (error) {
    say(`Không lấy lại được bản ấy: ${told(error)}.`, "xau");
  }
}

addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

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
  const block = (code, text, fields) => h("section", {}, h("h3", {}, `${code} ${text}`.trim()), rows(fields), result(fields[0].path.slice(0, 2).join("/")));
  page.print.replaceChildren(
    rows(own(["ngay_lap"])),
    DATA.targets.length ? h("h2", {}, "Chỉ tiêu") : "", ...DATA.targets.map((row) => block(row.code, row.name, own(["chi_tieu", row.code]))),
    h("h2", {}, "Nhiệm vụ"), ...DATA.tasks.map((row) => block(row.code, row.text, own(["nhiem_vu", row.code]))),
    ...DATA.helped.filter((row) => !page.form.isBlank("nhiem_vu", row.code)).map((row) => block(row.code, row.text, own(["nhiem_vu", row.code]))),
    h("h2", {}, "Nội dung chung"), rows([...own(["chung"]), ...own(["phat_sinh"])]));
});

start();

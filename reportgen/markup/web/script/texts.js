// Texts as the program reads them (reportgen/vn), and what the program gave a page.

let DATA = null; // what the program gave: words, rows, the text of the file

let UNSEEN = null, UNREADABLE = null;

function useData(data) {
  DATA = data;
  UNSEEN = new RegExp(`[${data.signs.unseen}]`, "gu");
  UNREADABLE = new RegExp(`[${data.signs.unreadable}]`, "gu");
}

const TONES = "\u0300\u0301\u0303\u0309\u0323";

function nfc(text) {
  return text.normalize("NFC");
}

// The text as it is saved: without signs that are not seen, line separators as line ends, nothing around it.
function cleaned(text) {
  const parted = text.replace(/\r\n?|[\x0b\x0c\x85\u2028\u2029]/g, "\n");
  return nfc(parted.replace(UNSEEN, "").replace(UNREADABLE, "")).trim();
}

function tidy(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

function fold(text) {
  const letters = nfc(text).replace(/[ÐðƉ]/g, "Đ").replace(/[\u00a0\u202f]/g, " ").toLowerCase();
  return letters.split(/\s+/).filter(Boolean).map((word) => {
    const all = [...word.normalize("NFD")];
    const tones = all.filter((sign) => TONES.includes(sign)).join("");
    return nfc(all.filter((sign) => !TONES.includes(sign)).join("")) + tones;
  }).join(" ");
}

function withoutAccents(text) {
  const decomposed = nfc(text).replace(/[ÐðƉ]/g, "Đ").toLowerCase().normalize("NFD");
  return decomposed.replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]+/g, "").replace(/đ/g, "d");
}

// --- days: a number each, 20260508 -------------------------------------------------------------------

const dayOf = (y, m, d) => y * 10000 + m * 100 + d;
const yearOf = (day) => Math.floor(day / 10000);

function shortDate(day) {
  const m = Math.floor(day / 100) % 100, d = day % 100;
  return `${String(d).padStart(2, "0")}/${m < 3 ? String(m).padStart(2, "0") : m}/${yearOf(day)}`;
}

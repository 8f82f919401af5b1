// Values as the program reads them: numbers, dates, words of a choice. Exact: a number is a fraction of two BigInts.
//
// The mirror of reportgen/vn and reportgen/model (plain, guesses); tests hold both against each other. A reading gives
// {value} or {reason}, and {meant} where what was typed otherwise has one meaning.

const NUMBER_LENGTH = 20;

// --- fractions -------------------------------------------------------------------------------------

function fraction(n, d = 1n) {
  if (d < 0n) [n, d] = [-n, -d];
  let a = n < 0n ? -n : n, b = d;
  while (b) [a, b] = [b, a % b];
  return a ? { n: n / a, d: d / a } : { n: 0n, d: 1n };
}

function ofText(text) {
  const [n, d] = text.split("/");
  return fraction(BigInt(n), BigInt(d || 1));
}

const compare = (a, b) => (a.n * b.d < b.n * a.d ? -1 : a.n * b.d > b.n * a.d ? 1 : 0);
const times = (a, factor) => fraction(a.n * factor, a.d);
const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const over = (a, b) => fraction(a.n * b.d, a.d * b.n);
const isZero = (a) => a.n === 0n;

// Half away from zero, as a whole number of so many decimals.
function rounded(value, decimals) {
  const scaled = (value.n < 0n ? -value.n : value.n) * 10n ** BigInt(decimals);
  const whole = (scaled * 2n + value.d) / (value.d * 2n);
  return value.n < 0n ? -whole : whole;
}

function grouped(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ".");
}

function decimals(whole, places) {
  const negative = whole < 0n;
  const digits = (negative ? -whole : whole).toString().padStart(places + 1, "0");
  const cut = digits.length - places;
  return (negative ? "-" : "") + grouped(digits.slice(0, cut)) + (places ? "," + digits.slice(cut) : "");
}

// 1.234,5: as many decimals as the number has (every number typed has an end).
function formatNumber(value) {
  let places = 0;
  while (value.n * 10n ** BigInt(places) % value.d !== 0n && places < 30) places += 1;
  return decimals(rounded(value, places), places);
}

function formatPercent(ratio) {
  return `${decimals(rounded(times(ratio, 100n), 1), 1)}%`;
}

// Rounded so that it does not look like a bound that it is not: 79,96 beside 80 is not 80,0.
function roundApart(value, others, least) {
  const close = others.filter((other) => compare(other, value) !== 0);
  for (let places = least; places <= 6; places += 1) {
    const whole = rounded(value, places);
    const shown = fraction(whole, 10n ** BigInt(places));
    if (close.every((other) => compare(shown, other) === compare(value, other))) return [whole, places];
  }
  const step = compare(value, close[0]) < 0 ? -1n : 1n;
  return [rounded(close[0], 6) + step, 6];
}

// --- numbers -----------------------------------------------------------------------------------------

function parseNumber(text) {
  const compact = text.trim().replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, "");
  const digits = (compact.match(/\p{Nd}/gu) || []).length;
  if (compact.length > 2 * NUMBER_LENGTH || digits > NUMBER_LENGTH) return { reason: `số dài quá ${NUMBER_LENGTH} chữ số` };
  const [whole, ...rest] = compact.split(",");
  const after = rest.join(",");
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(whole) && (!rest.length || /^\d+$/.test(after))) {
    return { value: decimal(whole.replace(/\./g, ""), after) };
  }
  const plain = /^(\d+)(?:[.,](\d+))?$/.exec(compact);
  if (plain) return { value: decimal(plain[1], plain[2] || "") };
  if (/^-\s*[\d.,]+$/.test(compact)) return { reason: "số âm không dùng ở đây" };
  return { reason: "không phải là số" };
}

function decimal(whole, after) {
  return fraction(BigInt(whole + after), 10n ** BigInt(after.length));
}

const isNumber = (text) => parseNumber(text.trim()).value !== undefined;
const short = (text) => (text.length <= GUESSED ? tidy(text) : "");

function readNumber(text, about) {
  const read = parseNumber(text);
  if (read.value) return read;
  const meant = plainNumber(text, about || {});
  return meant ? { ...parseNumber(meant), meant } : { ...read, guess: guessNumber(text) };
}

// «1.245 hồ sơ», «2,5 ngày»: the number, where what follows is what the target counts or measures.
function plainNumber(text, { measure = "", counted = "" }) {
  const found = /^(\d[\d., ]*?) ?([\p{L}_].*)$/u.exec(short(text));
  if (!found || !isNumber(found[1])) return null;
  const what = fold(found[2].replace(/\.+$/, "")), unit = fold(measure);
  if (unit === what || unit.startsWith(`${what} `)) return found[1].trim();
  return named(counted, what) ? found[1].trim() : null;
}

function named(text, what) {
  const words = fold(text), many = DATA.multiples;
  for (let at = words.indexOf(what); at >= 0; at = words.indexOf(what, at + 1)) {
    const before = words.slice(0, at), after = words.slice(at + what.length);
    if (/[\p{L}\p{N}_\p{M}]$/u.test(before) || /^[\p{L}\p{N}_\p{M}]/u.test(after)) continue;
    const last = before.split(/\s+/).filter(Boolean).pop();
    if (!last || !many.includes(last)) return true;
  }
  return false;
}

function readCount(text) {
  const read = parseNumber(text);
  if (read.value && read.value.d !== 1n) return { reason: "phải là số nguyên", guess: guessNumber(text) };
  return read.value ? read : { ...read, guess: guessNumber(text) };
}

const HUNDRED = fraction(100n);

function readPercent(text) {
  const read = parseNumber(text.trim().replace(/%$/, ""));
  if (read.value && compare(read.value, HUNDRED) <= 0) return read;
  const found = /^(\d[\d.,]*) ?(?:%|phần trăm)$/.exec(short(text));
  if (found && isNumber(found[1])) {
    const meant = parseNumber(found[1]);
    return compare(meant.value, HUNDRED) <= 0 ? { ...meant, meant: found[1] } : { reason: "ngoài khoảng 0 đến 100", guess: guessPercent(text) };
  }
  return { reason: read.reason || "ngoài khoảng 0 đến 100", guess: guessPercent(text) };
}

// «98%» where a count is asked for: the rate, if nothing else was counted.
function percentage(text) {
  const found = /^(\d[\d.,]*) ?(?:%|phần trăm)$/.exec(short(text));
  return found && isNumber(found[1]) ? found[1] : null;
}

function guessNumber(text) {
  if (text.length > GUESSED || text.includes("%")) return null;
  if (DATA.nothing.includes(fold(text))) return "0";
  if (fold(text).split(/[\d\s.,()/%-]+/).some((word) => DATA.otherwise.includes(word))) return null;
  const digits = text.replace(/(?<=\d)[oO]|[oO](?=\d)/g, "0").replace(/(?<=\d)[lI]|[lI](?=\d)/g, "1");
  const english = /^\s*(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\s*$/.exec(digits);
  if (english) return english[1].replace(/,/g, ".") + (english[2] ? `,${english[2]}` : "");
  const found = digits.match(/\d[\d.,]*/g) || [];
  if (found.length !== 1 || digits.trim().startsWith("-")) return null;
  const guess = found[0].replace(/[.,]+$/, "");
  return parseNumber(guess).value ? guess : null;
}

function guessPercent(text) {
  const shares = /^(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(text.trim());
  if (shares && BigInt(shares[1]) <= BigInt(shares[2]) && BigInt(shares[2]) > 0n) {
    return formatNumber(fraction(rounded(fraction(100n * BigInt(shares[1]), BigInt(shares[2])), 1), 10n));
  }
  const guess = guessNumber(text.replace(/%/g, ""));
  return guess !== null && compare(parseNumber(guess).value, HUNDRED) <= 0 ? guess : null;
}

// --- dates: {y, m, d}, compared as numbers yyyymmdd ------------------------------------------------------

function parseDate(text) {
  text = text.trim();
  const first = /^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$/.exec(text);
  const long = new RegExp(`^(?:${fold("ngày")} )?(\\d{1,2}) ${fold("tháng")} (\\d{1,2}) ${fold("năm")} (\\d{4})$`).exec(fold(text));
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text);
  const found = first || long;
  if (!found && !iso) {
    const noYear = new RegExp(`^(?:${fold("ngày")} )?(\\d{1,2})(?: ?[/.\\-] ?| ${fold("tháng")} )(\\d{1,2})$`).exec(fold(text));
    return { reason: noYear ? inNoYear(Number(noYear[1]), Number(noYear[2])) || "thiếu năm" : "không đúng dạng ngày/tháng/năm" };
  }
  const [d, m, y] = found ? found.slice(1).map(Number) : iso.slice(1).map(Number).reverse();
  if (m < 1 || m > 12) return { reason: `không có tháng ${m}` };
  if (y < 1900 || y > 2999) return { reason: `năm ${y} ngoài khoảng 1900 đến 2999` };
  if (d < 1 || d > lastDay(y, m)) return { reason: `tháng ${m}/${y} không có ngày ${d}` };
  return { value: dayOf(y, m, d) };
}

const lastDay = (y, m) => (m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);

function isDay(y, m, d) {
  return m >= 1 && m <= 12 && d >= 1 && d <= lastDay(y, m);
}

const LEAP_YEAR = 2028;

// Why no year has a day; empty where one may.
function inNoYear(d, m) {
  if (m < 1 || m > 12) return `không có tháng ${m}`;
  return isDay(LEAP_YEAR, m, d) ? "" : `tháng ${m} không có ngày ${d}`;
}

function readDate(text) {
  const read = parseDate(text);
  if (read.value) return read;
  const meant = plainDate(text);
  return meant ? { value: meant, meant: shortDate(meant) } : { ...read, guess: guessDate(text) };
}

// «Hải Đông, ngày 08 tháng 6 năm 2026», «thứ Hai 08/6/2026»; «08/6», «8.6.26»: the day, where the period leaves one year only.
const BEFORE_DATE = /^(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? |(?!trước|sau|từ|đến|khoảng|dự kiến|chậm)[\p{L}_][^\d,]{0,39}, ?(?=ngày ))?(?:ngày )?/iu;

function plainDate(text) {
  const typed = short(text), bare = typed.replace(BEFORE_DATE, "").replace(/\.+$/, "");
  const whole = bare === typed ? {} : parseDate(bare);
  if (whole.value) return whole.value;
  const found = /^(?:ngày )?(\d{1,2})(?: ?[/.\-] ?| tháng )(\d{1,2})(?:(?: ?[/.\-] ?| năm )(\d\d))?$/i.exec(bare);
  if (!found) return null;
  const { begin, cutoff, latest } = DATA.period;
  const days = [];
  for (let y = yearOf(begin); y <= yearOf(latest); y += 1) {
    if (isDay(y, Number(found[2]), Number(found[1])) && (!found[3] || y % 100 === Number(found[3]))) days.push(dayOf(y, Number(found[2]), Number(found[1])));
  }
  const within = days.filter((day) => begin <= day && day <= cutoff);
  const after = days.filter((day) => cutoff < day && day <= latest);
  const certain = within.length ? within : after;
  return certain.length === 1 ? certain[0] : null;
}

function guessDate(text) {
  if (text.length > GUESSED) return null;
  if (/^\d+$/.test(text.trim()) && Number(text) >= 40000 && Number(text) <= 60000) {
    const day = new Date(Date.UTC(1899, 11, 30 + Number(text)));
    return shortDate(dayOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()));
  }
  const monthFirst = new RegExp(`^\\s*(?:${DATA.months.join("|")})`, "i").test(text);
  DATA.months.forEach((name, index) => {
    text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${name}[a-z]*(?![\\p{L}\\p{N}_])`, "giu"), String(index + 1));
  });
  const numbers = (text.match(/\d+/g) || []).map(Number);
  if (numbers.length !== 3 || /[^\d/.,\s-]/.test(text)) return null;
  if (monthFirst) numbers.splice(0, 2, numbers[1], numbers[0]);
  let [day, month, year] = numbers[0] > 31 ? [...numbers].reverse() : numbers;
  if (month > 12) [day, month] = [month, day];
  if (/(?<!\d)\d{2}\s*$/.test(text)) year += 2000;
  return year >= 1 && year <= 9999 && isDay(year, month, day) ? shortDate(dayOf(year, month, day)) : null;
}

// --- choices, yes and no -------------------------------------------------------------------------------

// What a word means among the choices of a kind ({words: folded word → value, spelt: the values}).
function readChoice(text, kind) {
  const value = kind.words[text] || kind.words[fold(text)];
  if (value) return { value };
  const typed = short(text).replace(/[.,;]+$/, "");
  const hyphened = withoutAccents(typed).replace(/[\s_–—-]+/g, "-");
  const meant = kind.spelt.includes(hyphened) ? hyphened : kind.same[fold(typed)];
  return meant ? { value: meant, meant } : { reason: "không phải một trong các từ cho phép" };
}

// What the longest of the openings that a text begins with is answered with; empty where it begins with none.
function hinted(text, hints) {
  const words = `${withoutAccents(text.slice(0, GUESSED)).replace(/[^a-z0-9]+/g, "-").replace(/^-/, "")}-`.replace(/-+$/, "-").replace(/(?!100(?!\d))\d+/g, "0");
  const fitting = Object.keys(hints).filter((opening) => words.startsWith(`${opening}-`));
  return fitting.length ? hints[fitting.reduce((one, other) => (other.length > one.length ? other : one))] : "";
}

function readFlag(text) {
  const value = DATA.flags[text.trim().toLowerCase()];
  return value === undefined ? { reason: "không phải có hay không" } : { value };
}

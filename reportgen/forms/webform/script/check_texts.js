// What `check` finds in texts: signs that are no text, keys swallowed, notes left open, rates other than counted.

const PERCENT_SAID = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,4})?)\s*%/g;
const CHANGE_BEFORE = /(?:tăng|giảm|vượt|thêm|hơn|kém|cao hơn|thấp hơn|chiếm|bằng)\s+(?:[\p{L}\p{N}_]+\s+)?$/iu;
const REACH = 80; // characters after a target's name in which its rate may be quoted

// Every text of a file outside its targets, each on one line, with its path.
function flatTexts(tasks, general, extra) {
  const texts = [];
  const add = (path, text) => text && texts.push([path, tidy(text)]);
  const asked = (path, items) => items.forEach((item, at) => {
    add([...path, at, "noi_dung"], item.noi_dung);
    add([...path, at, "gui"], item.gui);
  });
  for (const [code, row] of tasks) {
    const at = ["nhiem_vu", code];
    add([...at, "ket_qua"], row.result);
    row.documents.forEach(([index, document]) => add([...at, "van_ban", index], document));
    add([...at, "kho_khan"], row.difficulty);
    add([...at, "nguyen_nhan"], row.cause);
    asked([...at, "kien_nghi"], row.proposals);
    add([...at, "ke_hoach_toi"], row.next);
  }
  for (const [key, said] of Object.entries(general)) {
    if (Array.isArray(said)) asked(["chung", key], said);
    else add(["chung", key], said);
  }
  extra.forEach((item, at) => {
    add(["phat_sinh", at, "noi_dung"], item.noi_dung);
    add(["phat_sinh", at, "ket_qua"], item.ket_qua);
    item.van_ban.forEach(([index, document]) => add(["phat_sinh", at, "van_ban", index], document));
  });
  return texts;
}

// The rates that the unit's words give a target and that its figures do not.
function* otherRates(target, row, texts) {
  const value = rateOf(target, row.numerator, row.denominator, row.rate);
  if (!target.rate || value === null || row.numerator === null) return;
  const allowed = [value, ...target.allowed.map((bound) => over(ofText(bound), HUNDRED))];
  const { numerator, denominator } = row.estimate;
  if (numerator !== null && denominator !== null && !isZero(denominator)) allowed.push(over(numerator, denominator));
  const before = target.before;
  if (before) {
    const [then, whole, rate] = ["tu_so", "mau_so", "ty_le"].map((key) => (before[key] === undefined ? null : ofText(before[key])));
    const was = rateOf(target, then, whole, rate);
    if (was !== null) allowed.push(was);
  }
  const counts = `${formatNumber(row.numerator)}/${formatNumber(row.denominator || fraction(0n))}`;
  for (const [path, text] of aboutTarget(target, row, texts)) {
    for (const match of text.matchAll(PERCENT_SAID)) {
      if (CHANGE_BEFORE.test(text.slice(0, match.index)) || allowed.some((rate) => sameRate(match[1], rate))) continue;
      yield { path, values: { words: match[0], counts, rate: formatPercent(value) } };
    }
  }
}

function aboutTarget(target, row, texts) {
  const found = row.note ? [[["chi_tieu", target.code, "ghi_chu"], row.note]] : [];
  const name = tidy(target.name).toLowerCase();
  for (const [path, flat] of texts) {
    const at = flat.toLowerCase().indexOf(name);
    if (at >= 0) found.push([path, flat.slice(at + name.length, at + name.length + REACH)]);
  }
  return found;
}

function sameRate(quoted, rate) {
  const [whole, after = ""] = quoted.split(/[.,]/);
  return rounded(times(rate, 100n), after.length) === BigInt(whole + after);
}

// --- the verdict on a unit's own figures ---------------------------------------------------------------------

const JUDGES = {
  toi_thieu: (value, [bound]) => compare(value, bound) >= 0,
  bang: (value, [bound]) => (compare(value, bound) > 0 ? "vuot" : compare(value, bound) === 0),
  toi_da: (value, [bound]) => compare(value, bound) <= 0,
  tren: (value, [bound]) => compare(value, bound) > 0,
  duoi: (value, [bound]) => compare(value, bound) < 0,
  khoang: (value, [low, high]) => (compare(value, high) > 0 ? "vuot" : compare(value, low) >= 0),
  tang: (value, [bound]) => compare(value, bound) >= 0,
  giam: (value, [bound]) => compare(times(value, -1n), bound) >= 0,
};

// Return {shown, verdict}: what the figures come to, and how that stands to the goal; null where nothing can be said.
function resultOf(target, row) {
  if (!target.counted) return row.judged ? { shown: "", verdict: row.judged } : null;
  const value = ownValue(target, row);
  if (value === null) return row.numerator !== null && target.rate && row.denominator !== null ? { shown: "", verdict: "khong-phat-sinh" } : null;
  const bounds = target.bounds.map(ofText);
  const shown = shownValue(target, value, bounds);
  if (target.statistic) return { shown, verdict: "thong-ke" };
  if (target.pending) return { shown, verdict: "chua-den-ky" };
  const reached = JUDGES[target.kind](value, bounds);
  return { shown, verdict: reached === "vuot" ? "vuot" : reached ? "dat" : "chua-dat" };
}

function ownValue(target, { numerator, denominator, rate }) {
  if (!target.change) {
    const value = rateOf(target, numerator, denominator, rate);
    return value !== null && target.rate ? times(value, 100n) : value;
  }
  const now = target.rate ? rateOf(target, numerator, denominator, rate) : numerator;
  if (now === null) return null;
  const figure = target.rate ? times(now, 100n) : now;
  const base = target.base !== null ? ofText(target.base) : target.rate ? null : denominator;
  if (base === null || (target.goalMeasure === "%" && isZero(base))) return null;
  const change = minus(figure, base);
  return target.goalMeasure === "%" ? over(times(change, 100n), base) : change;
}

function shownValue(target, value, bounds) {
  const unit = target.goalMeasure;
  const signed = target.change && target.kind === "giam" ? bounds.map((bound) => times(bound, -1n)) : bounds;
  const measured = (number) => (/^[%/]/.test(unit) ? `${number}${unit}` : `${number} ${unit}`.trimEnd());
  const [whole, places] = roundApart(value, signed, 1);
  if (!target.change) {
    if (target.rate) return measured(decimals(whole, places));
    return measured(isExact(value) ? formatNumber(value) : decimals(...roundApart(value, signed, 2)));
  }
  if (isZero(value)) return "không thay đổi";
  const size = whole < 0n ? -whole : whole;
  const words = unit === "%" || target.points ? decimals(size, places) : isExact(value) ? formatNumber(value.n < 0n ? times(value, -1n) : value) : decimals(size, places);
  return `${value.n > 0n ? "tăng" : "giảm"} ${measured(words)}`;
}

function isExact(value) {
  let rest = value.d;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}

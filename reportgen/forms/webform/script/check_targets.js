// What `check` finds in the figures of a target: the mirror of reportgen/validate/target_row and cross.

class TargetChecks extends InFile {
  targetRow(target) {
    const at = ["chi_tieu", target.code];
    const get = (...key) => this.value([...at, ...key]);
    const only = target.measure.includes("%") && ["mau_so", "ty_le"].every((key) => !cleaned(this.raw([...at, key])));
    const percent = only ? percentage(cleaned(this.raw([...at, "tu_so"]))) : null;
    const row = { numerator: null, denominator: null, rate: null };
    if (percent !== null) row.rate = this.rateInPlace([...at, "tu_so"], percent);
    else Object.assign(row, { numerator: get("tu_so"), denominator: get("mau_so"), rate: get("ty_le") });
    row.estimate = { numerator: get("uoc", "tu_so"), denominator: get("uoc", "mau_so") };
    const others = { note: get("ghi_chu"), cause: get("nguyen_nhan"), remedy: get("giai_phap"), words: get("gia_tri"), judged: get("danh_gia"), whole: get("toan_co_quan") };
    Object.assign(row, others);
    const given = [row.numerator, row.denominator, row.rate, row.note, row.cause, row.remedy, row.words, row.judged];
    row.blank = given.every((value) => value === null) && !row.whole && !this.hasEstimate(target.code);
    return row;
  }

  hasEstimate(code) {
    return ["tu_so", "mau_so"].some((part) => cleaned(this.raw(["chi_tieu", code, "uoc", part])));
  }

  rateInPlace(path, percent) {
    const read = readPercent(percent);
    if (read.value) return read.value;
    this.unreadable(path, "percent", cleaned(this.raw(path)), read);
    return null;
  }

  target(target, row) {
    const at = ["chi_tieu", target.code];
    const { numerator, denominator, rate, estimate } = row;
    if (!target.counted) {
      if (row.words !== null && row.judged === null && !this.spoilt([...at, "danh_gia"])) this.add([...at, "gia_tri"], "NOT_JUDGED", {}, target.code);
      if (row.judged !== null && row.words === null) this.add([...at, "danh_gia"], "JUDGED_ALONE", {}, target.code);
      return;
    }
    if (denominator !== null && numerator === null && !this.spoilt([...at, "tu_so"])) this.add([...at, "mau_so"], "NO_NUMERATOR");
    const without = numerator !== null && denominator === null && !this.spoilt([...at, "mau_so"]);
    if (without && target.change && !target.rate && target.base === null) this.add([...at, "tu_so"], "NO_BASE", {}, target.code);
    if (without && target.rate) this.add([...at, "tu_so"], "NO_DENOMINATOR");
    this.rate(target, row, at);
    if (!target.rate) {
      const figures = [["tu_so", numerator], ["mau_so", denominator], ["uoc", estimate.numerator]];
      for (const [key, count] of figures) this.inTwoWays(target, key === "uoc" ? [...at, key, "tu_so"] : [...at, key], count);
      return;
    }
    const isOver = (one, other) => !mayExceed(target) && one !== null && other !== null && compare(one, other) > 0;
    const over = (one, other, path) => {
      if (!isOver(one, other)) return;
      const advice = this.misread([...path.slice(0, -1), "mau_so"], other) || this.misread(path, one) || "xem có đổi chỗ hai số không";
      this.add(path, "OVER_THE_WHOLE", { numerator: formatNumber(one), denominator: formatNumber(other), advice });
    };
    over(numerator, denominator, [...at, "tu_so"]);
    for (const [key, count] of isOver(numerator, denominator) ? [] : [["tu_so", numerator], ["mau_so", denominator]]) {
      const asked = this.inTwoWays(target, [...at, key], count);
      const advice = asked ? "" : this.misread([...at, key], count);
      if (advice) this.add([...at, key], "FRACTION", { advice }, target.code);
    }
    if (!this.hasEstimate(target.code)) return;
    const halves = [estimate.numerator, estimate.denominator];
    if (halves.includes(null) && halves.some((half) => half !== null)) this.add([...at, "uoc"], "HALF_AN_ESTIMATE");
    over(...halves, [...at, "uoc", "tu_so"]);
    for (const [key, guess, counted] of [["tu_so", halves[0], numerator], ["mau_so", halves[1], denominator]]) {
      if (guess !== null && counted !== null && compare(guess, counted) < 0) {
        this.add([...at, "uoc", key], "LESS_THAN_COUNTED", { estimate: formatNumber(guess), counted: formatNumber(counted) }, target.code);
      }
    }
  }

  // Asks about a count of whole pieces with exactly three decimals, which may be thousands; whether there was one.
  inTwoWays(target, path, count) {
    const three = target.whole && count !== null && /\d[.,]\d{3}(?!\d)/.test(cleaned(this.raw(path)));
    const read = three ? this.misread(path, count) : "";
    const shown = read && formatNumber(count);
    const meant = /,\d{3}$/.test(shown) ? "giữ nguyên, xác nhận" : `ghi ${shown}`;
    if (read) this.add(path, "THOUSANDS", { advice: `${read}, nếu là số lẻ thì ${meant}` }, target.code);
    return read !== "";
  }

  // What a count with two or three decimals was perhaps meant to be; empty for another.
  misread(path, count) {
    if (count === null || compare(count, ofText("1")) < 0 || compare(count, ofText("1000")) >= 0) return "";
    const [typed] = cleaned(this.raw(path)).match(/\d+[.,]\d+/) || [""];
    const [whole, decimals] = typed.split(/[.,]/);
    if (!decimals || (decimals.length !== 2 && decimals.length !== 3)) return "";
    const digits = (whole + decimals).replace(/^0+(?=\d)/, "");
    const read = `${whole.replace(/^0+(?=\d)/, "")},${decimals} đọc là ${formatNumber(count)}; nếu là`;
    if (decimals.length === 3) return `${read} ${digits} thì ghi ${formatNumber(ofText(digits))}`;
    return `${read} ${digits} hoặc ${formatNumber(ofText(`${digits}0`))} thì ghi đúng như vậy`;
  }

  rate(target, { numerator, denominator, rate }, at) {
    if (rate === null) return;
    if (numerator !== null && denominator !== null) {
      const counted = isZero(denominator) ? "không phát sinh" : formatPercent(over(numerator, denominator));
      this.add([...at, "ty_le"], "RATE_BESIDE_COUNTS", { rate: formatNumber(rate), counted }, target.code);
    }
    const wanted = target.rate || (target.change && target.goalMeasure === "%");
    if (!wanted) this.add([...at, "ty_le"], "NO_RATE_WANTED", { measure: target.goalMeasure });
  }

  fallen(target, row) {
    const before = target.before;
    if (!before) return;
    const then = (key) => (before[key] === undefined ? null : ofText(before[key]));
    const fell = (key, now, was) => this.add(["chi_tieu", target.code, key], "FELL", { now, then: was, previous: DATA.period.previous }, target.code);
    const grows = target.counted && !target.change && (target.cumulative || target.rate || target.direction > 0);
    for (const [key, now] of grows && DATA.period.grows ? [["tu_so", row.numerator], ["mau_so", row.denominator]] : []) {
      const was = then(key);
      if (now !== null && was !== null && compare(now, was) < 0) return fell(key, formatNumber(now), formatNumber(was));
    }
    const now = rateOf(target, row.numerator, row.denominator, row.rate);
    const was = rateOf(target, then("tu_so"), then("mau_so"), then("ty_le"));
    if (now === null || was === null || compare(now, was) >= 0 || target.direction <= 0) return;
    if (!target.rate) return fell("tu_so", formatNumber(now), formatNumber(was));
    const [whole, places] = roundApart(times(now, 100n), [times(was, 100n)], 1);
    fell("tu_so", `${decimals(whole, places)}%`, `${decimals(rounded(times(was, 100n), places), places)}%`);
  }
}

function mayExceed(target) {
  const least = target.direction > 0 && !target.exactly;
  return target.goalBounds.map(ofText).some((bound) => compare(bound, HUNDRED) > 0 || (compare(bound, HUNDRED) === 0 && least));
}

// The value of a row for its target: a ratio for a rate, else the amount.
function rateOf(target, numerator, denominator, rate) {
  if (!target.rate) return numerator;
  if (numerator !== null && denominator !== null && !isZero(denominator)) return over(numerator, denominator);
  return rate === null ? null : over(rate, HUNDRED);
}

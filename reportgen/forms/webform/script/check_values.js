// A file under check: findings as they are recorded, values as they are read, what may not be told twice.
//
// A finding is {id: the field it stands at, path, code, severity, found, required, advice, subject, item, doubt}.

// The mirror of reportgen/yamlmap/dashes: a line of a text that is a list is read without the dash before it.
const DASHED = /^\s*[-–•+](?=[\p{L}\p{Nl}\p{No}])/u, SPACED = /^\s*[-–•+*][ \t]+/;
const withoutMark = (line) => line.replace(DASHED, "").replace(SPACED, "").trim();

class Reading {
  constructor(form) {
    this.form = form;
    this.findings = [];
    this.unread = [];
    this.lacks = [];
  }

  // --- recording ---------------------------------------------------------------------------------------

  add(path, name, values = {}, item = "", fault = DATA.faults[name]) {
    if (this.spoilt(path)) return;
    this.findings.push(found(fault, path, values, item));
  }

  not(path, fault, values) {
    this.findings.push(found(fault, path, values, ""));
    this.unread.push(path);
  }

  spoilt(path) {
    return this.unread.some((other) => begins(other, path) || begins(path, other));
  }

  // Tell whether it was said already that what stands at a path is not understood.
  isUnread(path) {
    return this.unread.some((other) => other.length === path.length && begins(path, other));
  }

  // --- values: null where nothing is typed or it cannot be read -------------------------------------------

  raw(path) {
    return this.form.values[idOf(path)] || "";
  }

  value(path) {
    const field = this.form.byId.get(idOf(path));
    if (!field || this.form.stuck[field.id] || this.isUnread(path)) return null;
    const said = cleaned(this.raw(path));
    if (said === "") return null;
    return field.kind === "text" || field.kind === "name" ? this.text(path, said, { kind: field.kind, below: isBelow(field) }) : this.read(field, said);
  }

  read(field, said) {
    const sign = refusedSign(said);
    const above = field.path.slice(0, -1);
    const short = field.time && this.isShort(field, above);
    if (sign) return this.hidden(field.path, sign);
    const read = readValue(field, said);
    if (read.value !== undefined) return read.value;
    this.unreadable(short ? above : field.path, field.kind, said, read);
    return null;
  }

  // Tell whether the state of a time is all that its entry says in the file: «ky: {quy-1: hoan-thanh}».
  isShort(field, above) {
    const node = nodeAt(this.form.tree, above), { before, values } = this.form;
    return !isNothing(node) && node.type === "scalar" && field.kind === "state" && before[field.id] === values[field.id];
  }

  unreadable(path, kind, said, { reason, guess }) {
    const shown = said.length <= GUESSED ? said : `${said.slice(0, GUESSED)}…`;
    const { accepts, spelt = [], synonyms = {}, hints = {} } = DATA.kinds[kind];
    const hint = hinted(said, hints);
    const meant = guess || synonyms[fold(said.slice(0, GUESSED))] || (spelt.includes(hint) ? hint : "");
    const values = { written: shown, reason, accepts, advice: meant ? `có phải là ${meant}?` : hint };
    this.not(path, DATA.unreadable[kind], values);
  }

  hidden(path, sign) {
    this.not(path, DATA.faults.HIDDEN_SIGN, hiddenValues(sign));
    return null;
  }

  text(path, said, { kind = "text", below = false } = {}) {
    if (this.isUnread(path)) return null;
    const node = kind === "text" ? this.node(path) : null;
    const more = node ? { swallowed: this.swallowedIn(node) } : { inBraces: this.inBraces(path) };
    for (const { name, values, taken } of textFaults(said, { owner: path[path.length - 1], keys: kind === "text", below, ...more })) {
      if (name === "UNREADABLE") this.unreadable(path, kind, said, values);
      else if (name === "HIDDEN_SIGN") this.not(path, DATA.faults[name], values);
      else this.add(path, name, values, subjectOf(path));
      if (!taken) return null;
    }
    return said;
  }

  // The lines that were typed, each with its place; in braces, and in a file that has them so, they are a list.
  lines(path, said) {
    const node = this.node(path);
    if (node && node.type === "seq") {
      const items = node.items.map((item, at) => [at, item.node]).filter(([, item]) => !isNothing(item) && item.type === "scalar");
      return items.map(([at, item]) => [at, this.text([...path, at], cleaned(item.value))]).filter(([, text]) => text !== null);
    }
    const whole = linesSpec(said);
    if (!whole) return [];
    if (!node && (this.inBraces(path) || !textBlock(whole.lines.join("\n"), 0))) return whole.lines.map((line, at) => [at, this.text([...path, at], line)]).filter(([, text]) => text !== null);
    const text = this.text(path, whole.lines.join("\n"), { below: true });
    return text === null ? [] : text.split("\n").map((line, at) => [at, withoutMark(line)]);
  }

  records(path, kind) {
    const items = this.form.values[idOf(path)].filter((item) => hasText(item, LISTS[kind]));
    if (this.isUnread(path)) return [];
    const alone = kind === "proposals" && items.length === 1 && !cleaned(items[0].gui) && !this.asRecords(path);
    const one = alone || (kind === "proposals" && (this.node(path) || {}).type === "map");
    return items.flatMap((item, index) => {
      const at = one ? path : [...path, this.node(path) && item.at !== undefined ? item.at : index];
      const said = {};
      for (const key of LISTS[kind]) {
        const inner = alone ? at : [...at, key];
        const value = cleaned(item[key] || "");
        said[key] = key === "van_ban" ? this.lines(inner, item[key]) : value ? this.text(inner, value, { kind: key === "gui" ? "name" : "text", below: alone }) : null;
      }
      if (said.noi_dung === null) {
        if (!alone && !this.lacks.some(([other]) => idOf(other) === idOf(at)) && !this.spoilt([...at, "noi_dung"])) this.lacking(at, RECORD_OF[kind], "noi_dung");
        return [];
      }
      return [{ ...said, path: one ? [...path, 0] : at }];
    });
  }

  // Tell whether what is typed at a path is written in braces, where no text has lines of its own.
  inBraces(path) {
    let node = this.form.tree;
    for (const step of path) {
      if (!node || node.type === "scalar") return false;
      if (node.flow) return true;
      node = nodeAt(node, [step]);
    }
    return false;
  }

  // Whether one proposal stands in the file as a record of its own, so that it goes by a longer name.
  asRecords(path) {
    const node = nodeAt(this.form.tree, path);
    return Boolean(node) && node.type !== "scalar";
  }

  // Where dots stand for it, that it is empty says all.
  lacking(path, record, name, fault = DATA.faults.LEFT_EMPTY) {
    const { about } = keyOf(record, name), [dots] = DATA.faults.PLACEHOLDER;
    this.findings = this.findings.filter((finding) => finding.code !== dots || idOf(finding.path) !== idOf([...path, name]));
    this.not(path, fault, { name, about: lowerFirst(about) });
  }
}

const begins = (path, start) => start.every((step, at) => path[at] === step);

function lowerFirst(text) {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

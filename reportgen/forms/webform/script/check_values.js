// A file under check: findings as they are recorded, values as they are read, what may not be told twice.
//
// A finding is {id: the field it stands at, path, code, severity, found, required, advice, subject, item, doubt}.

class Reading {
  constructor(form) {
    this.form = form;
    this.findings = [];
    this.unread = [];
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

  // --- values: null where nothing is typed or it cannot be read -------------------------------------------

  raw(path) {
    return this.form.values[idOf(path)] || "";
  }

  value(path) {
    const field = this.form.byId.get(idOf(path));
    if (!field || this.form.stuck[field.id]) return null;
    const said = cleaned(this.raw(path));
    if (said === "") return null;
    return field.kind === "text" || field.kind === "name" ? this.text(path, said, { kind: field.kind, below: isBelow(field) }) : this.read(field, said);
  }

  read(field, said) {
    const sign = refusedSign(said);
    if (sign) return this.hidden(field.path, sign);
    const read = readValue(field, said);
    if (read.value !== undefined) return read.value;
    this.unreadable(field.path, field.kind, said, read);
    return null;
  }

  unreadable(path, kind, said, { reason, guess }) {
    const shown = said.length <= GUESSED ? said : `${said.slice(0, GUESSED)}…`;
    const meant = guess || (DATA.kinds[kind].synonyms || {})[fold(said.slice(0, GUESSED))];
    const values = { written: shown, reason, accepts: DATA.kinds[kind].accepts, advice: meant ? `có phải là ${meant}?` : "" };
    this.not(path, DATA.unreadable[kind], values);
  }

  hidden(path, sign) {
    this.not(path, DATA.faults.HIDDEN_SIGN, hiddenValues(sign));
    return null;
  }

  text(path, said, { kind = "text", below = false } = {}) {
    for (const { name, values, taken } of textFaults(said, { owner: path[path.length - 1], keys: kind === "text", below })) {
      if (name === "UNREADABLE") this.unreadable(path, kind, said, values);
      else if (name === "HIDDEN_SIGN") this.not(path, DATA.faults[name], values);
      else this.add(path, name, values, subjectOf(path));
      if (!taken) return null;
    }
    return said;
  }

  lines(path, said) {
    const whole = linesSpec(said);
    if (!whole) return [];
    const text = this.text(path, whole.lines.join("\n"), { below: true });
    return text === null ? [] : text.split("\n");
  }

  records(path, kind) {
    const items = this.form.values[idOf(path)].filter((item) => hasText(item, LISTS[kind]));
    const alone = kind === "proposals" && items.length === 1 && !cleaned(items[0].gui) && !this.asRecords(path);
    return items.flatMap((item, index) => {
      const at = alone ? path : [...path, index];
      const said = {};
      for (const key of LISTS[kind]) {
        const inner = alone ? at : [...at, key];
        const value = cleaned(item[key] || "");
        said[key] = key === "van_ban" ? this.lines(inner, item[key]) : value ? this.text(inner, value, { kind: key === "gui" ? "name" : "text", below: alone }) : null;
      }
      if (said.noi_dung === null) {
        if (!alone && !this.spoilt([...at, "noi_dung"])) this.leftEmpty([...at, "noi_dung"], kind);
        return [];
      }
      return [{ ...said, path: alone ? [...path, 0] : at }];
    });
  }

  // Whether one proposal stands in the file as a record of its own, so that it goes by a longer name.
  asRecords(path) {
    const node = nodeAt(this.form.tree, path);
    return Boolean(node) && node.type !== "scalar";
  }

  leftEmpty(path, kind) {
    const { about } = keyOf(RECORD_OF[kind], "noi_dung");
    this.findings.push(found(DATA.faults.LEFT_EMPTY, path.slice(0, -1), { name: "noi_dung", about: lowerFirst(about) }, ""));
    this.unread.push(path.slice(0, -1));
  }
}

const begins = (path, start) => start.every((step, at) => path[at] === step);

function lowerFirst(text) {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

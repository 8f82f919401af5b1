// From the text of a file to the values of a form, and back: what was not changed keeps every byte.

class Form {
  constructor() {
    this.foreign = new Foreign();
    this.fields = allFields();
    this.byId = new Map(this.fields.map((field) => [field.id, field]));
  }

  // Take the text of a file. Throws Unreadable, with the line, where it cannot be read for sure; the form stays then.
  open(text) {
    const read = this.read(text);
    ownFile(read.tree, "biểu này");
    Object.assign(this, { text, ...read, before: read.values });
    this.values = copied(read.values);
    return this;
  }

  // What a text says; a tab before a line counts as many columns as leave the least that is strange.
  read(text) {
    const all = readableTabs(text).map((tab) => {
      const { reader, tree } = readForms(text, tab);
      const { values, stuck } = readForm(tree, this.fields);
      return { reader, tree, tab, values, stuck, strange: strangers(tree) };
    });
    const tabbed = ({ reader, strange }) => strange.some(({ line }) => /^[ ]*\t/.test(reader.rest(line - 1, reader.lines[line - 1].at)));
    const odd = ({ stuck, strange }) => Object.keys(stuck).length + strange.length;
    const best = all.filter((one) => odd(one) === Math.min(...all.map(odd)));
    if (all[0].tab && best.some(tabbed) || best.some((one) => !same(one.values, best[0].values))) {
      throw new Unreadable(text.slice(0, text.search(/^[ ]*\t/m)).split(/\r\n?|\n/).length, "lùi bằng phím Tab, không rõ lùi bao nhiêu", "xóa Tab, lùi bằng dấu cách");
    }
    return best[0];
  }

  // The text was saved: from now on it is what was read. What stands on the screen stays as it was typed.
  rebase(text) {
    const { values } = this;
    this.open(text);
    for (const field of this.fields) {
      const { id } = field;
      if (field.kind in LISTS) {
        let at = 0;
        for (const item of values[id]) item.at = hasText(item, LISTS[field.kind]) ? (at += 1) - 1 : undefined;
        this.values[id] = values[id];
      } else if (!same(bare(field, values[id]), bare(field, this.before[id], true))) {
        this.values[id] = values[id];
      }
    }
  }

  get changed() {
    return this.fields.some((field) => differs(field, this.before[field.id], this.values[field.id]));
  }

  // The text with all that was changed. Throws where it would not say what stands in the form.
  written() {
    const changes = changesOf(this.tree, this.fields, this.before, this.values);
    if (!changes.length) return this.text;
    const read = (text) => readForms(text, this.tab);
    const text = spliced(this.text, changes, orderOf, read);
    const again = readForm(read(text).tree, this.fields).values;
    const lost = this.fields.find((field) => !same(bare(field, again[field.id], true), bare(field, this.values[field.id], same(this.values[field.id], this.before[field.id]))));
    if (lost) throw new Error(`không ghi được mục ${lost.path.join(" ")}`);
    return text;
  }

  // What is to be kept of unsaved typing: the file as it would be saved, the bare values where it cannot be written.
  kept() {
    try {
      return { text: this.written() };
    } catch (error) {
      return { values: this.values };
    }
  }

  isNews({ text, values }) {
    return Boolean(values) || text !== page.embedded;
  }

  resume({ text, values }) {
    this.open(text || page.embedded);
    for (const { id } of this.fields) if (values && values[id] !== undefined) this.values[id] = values[id];
  }

  // Tell whether nothing was typed in the row of a code.
  isBlank(section, code) {
    return this.fields.every((field) => field.path[0] !== section || field.path[1] !== code || !hasValue(this.values[field.id]));
  }
}

function copied(values) {
  return JSON.parse(JSON.stringify(values));
}

const hasValue = (value) => (Array.isArray(value) ? value.length > 0 : value.trim() !== "");

// A value as it comes back from a file; `asRead`: it was read from one, and not changed since.
function bare(field, value, asRead) {
  if (Array.isArray(value)) {
    const items = value.filter((item) => asRead || hasText(item, LISTS[field.kind]));
    return items.map((item) => LISTS[field.kind].map((key) => (key === "van_ban" ? (linesSpec(item[key]) || { lines: [] }).lines.join("\n") : cleaned(item[key] || ""))));
  }
  if (field.kind === "lines") return (linesSpec(value) || { lines: [] }).lines.map(tidy).join("\n");
  const said = cleaned(value);
  return asRead || said === "" || field.kind === "text" || field.kind === "name" ? said : properly(field, said);
}

function textOf(numbers) {
  return numbers.map((number) => DATA.lines[number]).join("\n");
}

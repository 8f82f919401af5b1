// Reading a form: YAML as officers and programs write it, each thing with its place in the text.
//
// What is read stays where it is: nothing is ever written from this tree, only spliced into the text (splice.js).
// What `check` reads is read here, to the same values; what it does not is refused with its line: nothing is guessed.

const TAB_WIDTHS = [2, 4, 8];
const ASKEW = "lùi dòng này cho thẳng cột với các mục cùng cấp";
const NO_KEY = "không có tên mục và dấu hai chấm";
const NO_KEY_ADVICE = "nếu là nội dung của mục ở trên thì lùi vào sâu hơn tên mục ấy hai dấu cách; nếu là mục mới thì sau tên phải có dấu hai chấm rồi một dấu cách";

function parsed(text, tab = 0) {
  const reader = new Reader(text, tab);
  return { reader, tree: reader.root() };
}

const readYaml = (text, tab) => parsed(text, tab).tree;

// The widths of a tab with which a text can be read at all; throws where there is none.
function readableTabs(text) {
  try {
    readYaml(text);
    return [0];
  } catch (plain) {
    if (!(plain instanceof Unreadable) || !/^[ ]*\t/m.test(text)) throw plain;
    const good = TAB_WIDTHS.filter((tab) => {
      try {
        return readYaml(text, tab);
      } catch (askew) {
        return false;
      }
    });
    if (!good.length) throw plain;
    return good;
  }
}

class Reader extends Flow {
  root() {
    let n = this.next(this.begin());
    if (n >= this.lines.length || this.isMargin(n)) this.refuse(1, "tệp không có nội dung", "mở đúng tệp biểu đã điền");
    const { begin, indent } = this.lines[n];
    const [node, after] = this.text[begin] === "{" ? this.closed(this.flow(begin, 0)) : this.mapping(n, indent, begin, 0);
    this.end(after);
    return node;
  }

  // The line behind what may stand above the first: a mark of the version, «---».
  begin() {
    let n = this.next(0);
    const versioned = n < this.lines.length && /^%YAML[ \t]+1\.\d+[ \t]*(?:#.*)?$/.test(this.rest(n, this.lines[n].at));
    if (versioned) n = this.next(n + 1);
    const marked = n < this.lines.length && /^---[ \t]*(?:#.*)?$/.test(this.rest(n, this.lines[n].at));
    return marked ? n + 1 : n;
  }

  end(n) {
    n = this.next(n);
    if (n >= this.lines.length) return;
    if (!this.isMargin(n)) this.refuse(n + 1, "dòng này lệch cột", ASKEW);
    const said = this.rest(n, this.lines[n].at).slice(0, 3);
    if (said === "---" || this.next(n + 1) < this.lines.length) this.refuse(n + 1, `dòng ${said} cắt đôi tệp`, `xóa dòng ${said}`);
  }

  // --- blocks: each returns a node and the number of the line behind it ----------------------------

  mapping(n, indent, begin, depth) {
    if (depth > DEEPEST) this.refuse(n + 1, "lồng quá sâu");
    const entries = new Map();
    const node = { type: "map", flow: false, indent, entries, s: begin, e: begin };
    for (;;) {
      const entry = this.isSign("?", n, begin) ? this.askedEntry(n, indent, begin, depth) : this.entry(n, indent, begin, depth);
      if (entries.has(entry.key)) this.refuse(n + 1, `mục ${entry.key} ghi hai lần`, `xóa một trong hai (mục kia ở dòng ${entries.get(entry.key).line + 1})`);
      entries.set(entry.key, entry);
      node.e = entry.node.e;
      n = this.next(entry.after);
      if (n >= this.lines.length || this.lines[n].indent < indent || (indent === 0 && this.isMargin(n))) return [node, n];
      if (this.lines[n].indent > indent) this.refuse(n + 1, "dòng này lệch cột", ASKEW);
      begin = this.lines[n].begin;
      if (this.isSign("-", n, begin)) return [node, n];
    }
  }

  entry(n, indent, begin, depth) {
    const found = this.keyAt(n, begin);
    if (!found) this.noEntry(n, begin);
    const [node, after] = this.value(n, indent, found.colon + 1, depth, true);
    return { key: found.key, s: begin, e: found.e, colon: found.colon, node, after, line: n };
  }

  noEntry(n, begin) {
    const first = this.text[begin];
    if (/[&*!]/.test(first)) this.refuse(n + 1, `dấu ${first} đứng đầu dòng`, "bỏ dấu ấy và chữ dính liền sau nó");
    if (first === "`" || /^(?:```|~~~)/.test(this.rest(n, begin))) this.refuse(n + 1, "dòng này không thuộc biểu", "xóa dòng này");
    this.refuse(n + 1, NO_KEY, NO_KEY_ADVICE);
  }

  // «? tên» with «: nội dung» below it, as some programs write long names.
  askedEntry(n, indent, begin, depth) {
    const [asked, below] = this.value(n, indent, begin + 1, depth, false);
    if (asked.type !== "scalar") this.refuse(n + 1, NO_KEY, NO_KEY_ADVICE);
    const { key } = this.keyOf(asked.value, asked.e, -1);
    const m = this.next(below);
    if (m >= this.lines.length || this.lines[m].indent !== indent || !this.isSign(":", m, this.lines[m].begin)) {
      const node = { type: "scalar", style: "null", value: "", s: asked.e, e: asked.e };
      return { key, s: asked.s, e: asked.e, colon: asked.e - 1, bare: true, node, after: below, line: n };
    }
    const colon = this.lines[m].begin;
    const [node, after] = this.nested(m, indent, colon, depth, true);
    return { key, s: asked.s, e: asked.e, colon, node, after, line: n };
  }

  // What stands behind a dash, or the colon of a «?»: entries may begin on its line.
  nested(n, indent, sign, depth, inMapping) {
    const begin = sign + 1 + /^[ ]*/.exec(this.rest(n, sign + 1))[0].length;
    if (this.text[begin] === "\t") this.refuse(n + 1, `phím Tab sau dấu ${this.text[sign]}`, "thay bằng một dấu cách");
    const here = this.rest(n, begin);
    if (here === "" || begin === sign + 1) return this.value(n, indent, sign + 1, depth, inMapping);
    const column = this.column(n, begin);
    if (this.isSign("-", n, begin)) return this.sequence(n, column, begin, depth + 1);
    if (this.isSign("?", n, begin) || this.keyAt(n, begin)) return this.mapping(n, column, begin, depth + 1);
    return this.value(n, indent, sign + 1, depth, inMapping);
  }

  // What stands behind a colon or dash that ends before `from`.
  value(n, indent, from, depth, inMapping) {
    const rest = this.rest(n, from);
    const begin = from + /^[ \t]*/.exec(rest)[0].length;
    const here = this.rest(n, begin);
    if (here === "" || here[0] === "#") {
      this.nothingBut(rest, n, from);
      return this.below(n, indent, from, depth, inMapping);
    }
    return this.inline(n, indent, begin, depth);
  }

  below(n, indent, from, depth, inMapping) {
    const empty = { type: "scalar", style: "null", value: "", s: from, e: from };
    const m = this.next(n + 1);
    if (m >= this.lines.length || this.isMargin(m)) return [empty, n + 1];
    const { indent: deep, begin } = this.lines[m];
    const dash = this.isSign("-", m, begin);
    if (deep < indent || (deep === indent && !(dash && inMapping))) return [empty, n + 1];
    if (dash) return this.sequence(m, deep, begin, depth + 1);
    if (this.isSign("?", m, begin) || this.keyAt(m, begin)) return this.mapping(m, deep, begin, depth + 1);
    return this.inline(m, indent, begin, depth);
  }

  sequence(n, indent, dash, depth) {
    if (depth > DEEPEST) this.refuse(n + 1, "lồng quá sâu");
    const node = { type: "seq", flow: false, indent, items: [], s: dash, e: dash };
    for (;;) {
      const [item, after] = this.nested(n, indent, dash, depth, false);
      node.items.push({ s: dash, node: item, line: n });
      node.e = item.e;
      n = this.next(after);
      if (n >= this.lines.length || this.lines[n].indent < indent) return [node, n];
      if (this.lines[n].indent > indent) this.refuse(n + 1, "dòng này lệch cột", ASKEW);
      dash = this.lines[n].begin;
      if (!this.isSign("-", n, dash)) return [node, n];
    }
  }

  // A value that begins on a line and ends on it, or on one further below.
  inline(n, indent, begin, depth) {
    const first = this.text[begin];
    if (first === "|" || first === ">") return this.blockText(n, indent, begin);
    if (first === '"' || first === "'") return this.closed(this.quoted(begin));
    if (first === "{" || first === "[") return this.closed(this.flow(begin, depth + 1));
    if (!this.beginsPlain(this.rest(n, begin))) this.refuse(n + 1, `dấu ${first} đứng đầu nội dung`, TAKEN);
    return this.plain(n, indent, begin);
  }

  closed(node) {
    const n = this.lineAt(node.e) - 1;
    if (!this.nothingBut(this.rest(n, node.e), n, node.e)) this.refuse(n + 1, "còn chữ sau dấu đóng ngoặc", ONLY_TEXT);
    return [node, n + 1];
  }
}

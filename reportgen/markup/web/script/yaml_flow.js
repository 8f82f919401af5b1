// Braces and brackets: entries and items over one line or several, with comments between them.

class Flow extends Texts {
  flow(begin, depth) {
    const n = this.lineAt(begin);
    if (depth > DEEPEST) this.refuse(n, "lồng quá sâu");
    const isMap = this.text[begin] === "{";
    const node = isMap
      ? { type: "map", flow: true, entries: new Map(), s: begin, e: begin }
      : { type: "seq", flow: true, items: [], s: begin, e: begin };
    const close = isMap ? "}" : "]";
    let at = this.skip(begin + 1, begin);
    while (this.text[at] !== close) {
      at = isMap ? this.flowEntry(node, at, depth, begin) : this.flowItem(node, at, depth, begin);
      at = this.skip(at, begin);
      if (this.text[at] === ",") at = this.skip(at + 1, begin);
      else if (this.text[at] !== close) {
        this.refuse(this.lineAt(at), `thiếu dấu phẩy, hoặc có dấu đặc biệt trong dấu ${this.text[begin]} ${close}`, 'nội dung có dấu hai chấm hoặc dấu phẩy thì đặt trong ngoặc kép "…"');
      }
    }
    node.e = at + 1;
    return node;
  }

  // The next sign that is no space, no line end and no comment.
  skip(at, begin) {
    for (;;) {
      while (/[ \t\r\n]/.test(this.text[at] || "")) {
        at += 1;
        if (/[\r\n]/.test(this.text[at - 1]) && this.isMargin(this.lineAt(at) - 1)) at = this.text.length;
      }
      if (at >= this.text.length) {
        const close = this.text[begin] === "{" ? "}" : "]";
        this.refuse(this.lineAt(begin), `dấu ${this.text[begin]} mở mà không đóng`, `thêm dấu ${close} ở cuối`);
      }
      if (this.text[at] !== "#") return at;
      const { stop } = this.lines[this.lineAt(at) - 1];
      this.notes.set(at, stop);
      at = stop;
    }
  }

  flowEntry(node, at, depth, begin) {
    const n = this.lineAt(at) - 1;
    const { key, s, e, colon } = this.flowKey(at, begin);
    if (node.entries.has(key)) this.refuse(n + 1, `mục ${key} ghi hai lần`, "xóa một trong hai");
    const value = this.flowAfter(colon, e, depth, begin);
    node.entries.set(key, { key, s, e, colon: colon < 0 ? e - 1 : colon, bare: colon < 0, node: value, line: n });
    return value.e;
  }

  // A name in braces, and its colon (-1 where it has none).
  flowKey(at, begin) {
    const n = this.lineAt(at) - 1;
    const isQuoted = this.text[at] === '"' || this.text[at] === "'";
    if (this.text[at] === "?" && /^\?(?:[ \t]|$)/.test(this.rest(n, at))) return this.flowKey(this.skip(at + 1, begin), begin);
    const key = isQuoted ? this.quoted(at) : this.flowPlain(at, begin);
    const gap = /^[ \t]*:/.exec(this.rest(this.lineAt(key.e) - 1, key.e));
    const colon = gap && this.lineAt(key.e) === n + 1 ? key.e + gap[0].length - 1 : -1;
    return { ...this.keyOf(key.value, key.e, colon), s: at };
  }

  flowAfter(colon, e, depth, begin) {
    if (colon < 0) return { type: "scalar", style: "null", value: "", s: e, e };
    const at = this.skip(colon + 1, begin);
    return /[,}\]]/.test(this.text[at]) ? { type: "scalar", style: "null", value: "", s: colon + 1, e: colon + 1 } : this.flowValue(at, depth, begin);
  }

  flowItem(node, at, depth, begin) {
    const line = this.lineAt(at) - 1;
    const value = this.flowValue(at, depth, begin);
    const gap = value.type === "scalar" && this.lineAt(value.e) - 1 === line ? /^[ \t]*:/.exec(this.rest(line, value.e)) : null;
    if (!gap) {
      node.items.push({ s: at, node: value, line });
      return value.e;
    }
    const { key, e, colon } = this.keyOf(value.value, value.e, value.e + gap[0].length - 1);
    const inner = this.flowAfter(colon, e, depth, begin);
    const one = { type: "map", flow: true, alone: true, entries: new Map([[key, { key, s: at, e, colon, node: inner, line }]]), s: at, e: inner.e };
    node.items.push({ s: at, node: one, line });
    return inner.e;
  }

  flowValue(at, depth, begin) {
    const first = this.text[at];
    if (first === '"' || first === "'") return this.quoted(at);
    if (first === "{" || first === "[") return this.flow(at, depth + 1);
    return this.flowPlain(at, begin);
  }

  // A text without marks in braces: up to a comma, a bracket, a colon with its space, a comment.
  flowPlain(at, begin) {
    const pieces = [];
    let n = this.lineAt(at) - 1, start = at, e = at;
    if (!this.beginsPlain(this.rest(n, at), true)) this.refuse(n + 1, "dấu đặc biệt trong dấu ngoặc", 'đặt nội dung ấy trong ngoặc kép "…"');
    for (;;) {
      const rest = this.rest(n, start);
      const words = /^(?:[^,[\]{}: \t]|:(?![ \t]|$)|[ \t]+(?![ \t#]|$))*/.exec(rest)[0];
      if (/:$/.test(words)) this.refuse(n + 1, "thiếu dấu cách sau dấu hai chấm trong dấu ngoặc", "thêm một dấu cách sau dấu hai chấm");
      pieces.push(words.trimEnd());
      e = start + words.trimEnd().length;
      if (!/^[ \t]*$/.test(rest.slice(words.length))) break;
      let k = n + 1;
      while (k < this.lines.length && this.lines[k].blank) k += 1;
      if (k >= this.lines.length || this.isMargin(k)) break;
      const first = this.lines[k].at + /^[ \t]*/.exec(this.rest(k, this.lines[k].at))[0].length;
      if (/[,[\]{}#]/.test(this.text[first]) || this.isSign(":", k, first)) break;
      for (let skipped = n + 1; skipped < k; skipped += 1) pieces.push("");
      n = k;
      start = first;
    }
    return { type: "scalar", style: "plain", value: joined(pieces), s: at, e };
  }
}

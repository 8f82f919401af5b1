// Reading a form: YAML as officers and the program write it, each thing with its place in the text.
//
// What is read stays where it is: nothing is ever written from this tree, only spliced into the text (splice.js).
// What could be read in two ways, or is beyond what forms need, is refused with its line: nothing is guessed here.

class Unreadable extends Error {
  constructor(line, words) {
    super(words);
    this.line = line;
  }
}

const DEEPEST = 12;
const PLAIN_KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_\-])?(?=[ ]*:(?: |$))/u;
const QUOTED_KEY = /^("(?:[^"\\]*)"|'(?:[^']*)')(?=[ ]*:(?: |$))/;
const BLOCK_HEAD = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)?(?=[ ]*$|[ ]+#)/;
const NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;
const LOOKS_LIKE_KEY = /(?:^|\s)[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+$/u;

function readYaml(text) {
  return new Reader(text).root();
}

class Reader {
  constructor(text) {
    this.text = text;
    this.lines = [];
    const head = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    for (let at = head; at <= text.length;) {
      let end = text.indexOf("\n", at);
      end = end < 0 ? text.length : end;
      const stop = end > at && text[end - 1] === "\r" ? end - 1 : end;
      let begin = at;
      while (begin < stop && text[begin] === " ") begin += 1;
      this.lines.push({ at, begin, stop, indent: begin - at, idle: begin === stop || text[begin] === "#" });
      at = end + 1;
    }
    const strange = NO_TEXT.exec(text.slice(head).replace(/[\ud800-\udbff][\udc00-\udfff]/g, "  "));
    if (strange) this.refuse(this.lineAt(strange.index + head), "có ký tự ẩn");
    if (/\r(?!\n)/.test(text)) this.refuse(1, "xuống dòng theo cách của máy cũ");
  }

  refuse(line, words) {
    throw new Unreadable(line, words);
  }

  lineAt(offset) {
    let low = 0, high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle].at <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  rest(n, from) {
    return this.text.slice(from, this.lines[n].stop);
  }

  next(n) {
    while (n < this.lines.length && this.lines[n].idle) n += 1;
    if (n < this.lines.length && this.text[this.lines[n].begin] === "\t") this.refuse(n + 1, "lùi bằng phím Tab");
    return n;
  }

  root() {
    let n = this.next(0);
    if (n < this.lines.length && /^---[ ]*(#.*)?$/.test(this.rest(n, this.lines[n].at))) n = this.next(n + 1);
    if (n >= this.lines.length) this.refuse(1, "tệp không có nội dung");
    if (this.lines[n].indent !== 0) this.refuse(n + 1, "mục ngoài cùng không sát lề");
    const [node, after] = this.mapping(n, 0, this.lines[n].begin, 0);
    if (this.next(after) < this.lines.length) this.refuse(this.next(after) + 1, "dòng này lệch cột");
    return node;
  }

  // --- blocks: each returns a node and the number of the line behind it ----------------------------

  mapping(n, indent, begin, depth) {
    if (depth > DEEPEST) this.refuse(n + 1, "lồng quá sâu");
    const entries = new Map();
    const node = { type: "map", flow: false, indent, entries, s: begin, e: begin };
    for (;;) {
      const entry = this.entry(n, indent, begin, depth);
      if (entries.has(entry.key)) this.refuse(n + 1, `mục ${entry.key} ghi hai lần`);
      entries.set(entry.key, entry);
      node.e = entry.node.e;
      n = this.next(entry.after);
      if (n >= this.lines.length || this.lines[n].indent < indent) return [node, n];
      if (this.lines[n].indent > indent) this.refuse(n + 1, "dòng này lệch cột");
      begin = this.lines[n].begin;
      if (this.isDash(n, begin)) return [node, n];
    }
  }

  entry(n, indent, begin, depth) {
    const found = this.keyAt(this.rest(n, begin));
    if (!found) this.refuse(n + 1, "không có tên mục và dấu hai chấm");
    const colon = begin + found.length;
    const [node, after] = this.value(n, indent, colon + 1, depth, true);
    return { key: found.key, s: begin, colon, node, after, line: n };
  }

  keyAt(rest) {
    const plain = PLAIN_KEY.exec(rest) || QUOTED_KEY.exec(rest);
    if (!plain) return null;
    const key = /^["']/.test(plain[0]) ? plain[0].slice(1, -1) : plain[0];
    return { key: key.normalize("NFC"), length: rest.indexOf(":", plain[0].length) };
  }

  isDash(n, begin) {
    return /^-(?: |$)/.test(this.rest(n, begin));
  }

  // What stands behind a colon or dash that ends before `from`.
  value(n, indent, from, depth, inMapping) {
    const rest = this.rest(n, from);
    const gap = /^[ \t]*/.exec(rest)[0].length;
    const begin = from + gap;
    const here = rest.slice(gap);
    if (here === "" || (here[0] === "#" && (gap > 0 || from === this.lines[n].at))) return this.below(n, indent, from, depth, inMapping);
    if (here[0] === "|" || here[0] === ">") return this.blockText(n, indent, begin);
    return this.inline(n, indent, begin);
  }

  below(n, indent, from, depth, inMapping) {
    const empty = { type: "scalar", style: "null", value: "", s: from, e: from };
    const m = this.next(n + 1);
    if (m >= this.lines.length) return [empty, n + 1];
    const { indent: deep, begin } = this.lines[m];
    const dash = this.isDash(m, begin);
    if (deep < indent || (deep === indent && !(dash && inMapping))) return [empty, n + 1];
    if (dash) return this.sequence(m, deep, depth + 1);
    if (this.keyAt(this.rest(m, begin))) return this.mapping(m, deep, begin, depth + 1);
    const first = this.text[begin];
    if (first === "|" || first === ">") return this.blockText(m, indent, begin);
    return this.inline(m, indent, begin);
  }

  sequence(n, indent, depth) {
    if (depth > DEEPEST) this.refuse(n + 1, "lồng quá sâu");
    const node = { type: "seq", flow: false, indent, items: [], s: this.lines[n].begin, e: this.lines[n].begin };
    for (;;) {
      const dash = this.lines[n].begin;
      const gap = /^-[ ]*/.exec(this.rest(n, dash))[0].length;
      const begin = dash + gap;
      const here = this.rest(n, begin);
      let item, after;
      if (here !== "" && this.keyAt(here)) [item, after] = this.mapping(n, indent + gap, begin, depth + 1);
      else if (this.isDash(n, begin) && here !== "") this.refuse(n + 1, "hai dấu - trên một dòng");
      else [item, after] = this.value(n, indent, dash + 1, depth, false);
      node.items.push({ s: dash, node: item, line: n });
      node.e = item.e;
      n = this.next(after);
      if (n >= this.lines.length || this.lines[n].indent < indent) return [node, n];
      if (this.lines[n].indent > indent) this.refuse(n + 1, "dòng này lệch cột");
      if (!this.isDash(n, this.lines[n].begin)) return [node, n];
    }
  }

  blockText(n, indent, begin) {
    const head = BLOCK_HEAD.exec(this.rest(n, begin));
    if (!head) this.refuse(n + 1, `sau dấu ${this.text[begin]} còn chữ`);
    const given = Number(head[3] || head[4] || 0);
    let column = given ? indent + given : 0;
    let m = n + 1, last = n;
    for (; m < this.lines.length; m += 1) {
      const { at, begin: text, stop, indent: deep } = this.lines[m];
      if (text === stop) {
        if (column === 0 && deep > indent + 20) this.refuse(m + 1, "dòng trống lùi quá sâu");
        continue;
      }
      if (!column) {
        if (deep <= indent) break;
        if (this.text[text] === "\t") this.refuse(m + 1, "lùi bằng phím Tab");
        column = deep;
        for (let k = n + 1; k < m; k += 1) if (this.lines[k].indent > column) this.refuse(k + 1, "dòng trống lùi quá sâu");
      }
      if (deep < column) break;
      last = m;
    }
    const bodies = [];
    for (let k = n + 1; k <= last; k += 1) {
      const { at, stop } = this.lines[k];
      bodies.push(this.text.slice(Math.min(at + column, stop), stop));
    }
    const value = head[1] === "|" ? bodies.join("\n") : folded(bodies);
    const e = last > n ? this.lines[last].stop : begin + head[0].length;
    const node = { type: "scalar", style: head[1], value, s: begin, e, headEnd: begin + head[0].length };
    node.bodyFrom = this.lines[n].stop;
    return [node, last + 1];
  }

  // A value that begins on a line and ends on it, or on one further below.
  inline(n, indent, begin) {
    const first = this.text[begin];
    if (first === '"' || first === "'") return this.closed(this.quoted(begin, indent));
    if (first === "{" || first === "[") return this.closed(this.flow(begin, indent, 0));
    if (/^[&*!%@`|>,\]}?]/.test(first) || /^[-:](?: |$)/.test(this.rest(n, begin))) this.refuse(n + 1, `dấu ${first} đứng đầu nội dung`);
    return this.plain(n, indent, begin);
  }

  closed(node) {
    const n = this.lineAt(node.e) - 1;
    const rest = this.rest(n, node.e);
    if (!/^[ \t]*(?:#.*)?$/.test(rest) || /^#/.test(rest)) this.refuse(n + 1, "còn chữ sau dấu đóng ngoặc");
    return [node, n + 1];
  }

  plain(n, indent, begin) {
    const pieces = [];
    let e = begin, m = n, start = begin;
    for (;;) {
      const rest = this.rest(m, start);
      const hash = rest.search(/[ \t]#/);
      const words = (hash < 0 ? rest : rest.slice(0, hash)).trimEnd();
      this.sureOfColon(words, m, m > n);
      pieces.push(words);
      e = start + words.length;
      if (hash >= 0) break;
      let k = m + 1;
      while (k < this.lines.length && this.lines[k].begin === this.lines[k].stop) k += 1;
      if (k >= this.lines.length || this.lines[k].indent <= indent || this.lines[k].idle) break;
      if (this.text[this.lines[k].begin] === "\t") this.refuse(k + 1, "lùi bằng phím Tab");
      for (let skipped = m + 1; skipped < k; skipped += 1) pieces.push("");
      m = k;
      start = this.lines[m].begin;
    }
    let after = m + 1;
    const k = this.next(after);
    if (k < this.lines.length && this.lines[k].indent > indent) this.refuse(k + 1, "dòng này lệch cột");
    const node = { type: "scalar", style: "plain", value: joined(pieces), s: begin, e };
    return [node, after];
  }

  // «Đạt 95%: vượt» is one sentence; a line that may be an entry of its own is not read as one.
  sureOfColon(words, n, further) {
    const at = words.search(/:(?= |$)/);
    if (at < 0) return;
    if (further || words.endsWith(":") || LOOKS_LIKE_KEY.test(words.slice(0, at))) this.refuse(n + 1, "dấu hai chấm trong câu");
    if (/:\s+[&*!|>%@`{}[\]"'#?-]/.test(words)) this.refuse(n + 1, "dấu hai chấm trong câu");
  }

  quoted(begin, indent) {
    const sign = this.text[begin];
    const pieces = [""];
    let at = begin + 1;
    for (;;) {
      const char = this.text[at];
      if (at >= this.text.length) this.refuse(this.lineAt(begin), `dấu ${sign} mở mà không đóng`);
      if (char === sign && sign === "'" && this.text[at + 1] === "'") {
        pieces[pieces.length - 1] += "'";
        at += 2;
      } else if (char === sign) {
        break;
      } else if (char === "\\" && sign === '"') {
        const [said, next] = this.escape(at, pieces);
        pieces[pieces.length - 1] += said;
        at = next;
      } else if (char === "\n" || (char === "\r" && this.text[at + 1] === "\n")) {
        this.refuse(this.lineAt(begin), `dấu ${sign} đóng ở dòng khác`);
      } else {
        pieces[pieces.length - 1] += char;
        at += 1;
      }
    }
    return { type: "scalar", style: sign, value: pieces[0], s: begin, e: at + 1 };
  }

  escape(at) {
    const sign = this.text[at + 1];
    const size = { x: 2, u: 4, U: 8 }[sign];
    if (size) {
      const digits = this.text.slice(at + 2, at + 2 + size);
      const code = parseInt(digits, 16);
      if (!new RegExp(`^[0-9a-fA-F]{${size}}$`).test(digits) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
        this.refuse(this.lineAt(at), "dấu \\ trong ngoặc kép");
      }
      return [String.fromCodePoint(code), at + 2 + size];
    }
    const said = { n: "\n", t: "\t", '"': '"', "\\": "\\", "/": "/", " ": " ", _: "\u00a0" }[sign];
    if (said === undefined) this.refuse(this.lineAt(at), "dấu \\ trong ngoặc kép");
    return [said, at + 2];
  }

  // --- braces and brackets ---------------------------------------------------------------------------

  flow(begin, indent, depth) {
    if (depth > DEEPEST) this.refuse(this.lineAt(begin), "lồng quá sâu");
    const isMap = this.text[begin] === "{";
    const node = isMap
      ? { type: "map", flow: true, entries: new Map(), s: begin, e: begin }
      : { type: "seq", flow: true, items: [], s: begin, e: begin };
    const close = isMap ? "}" : "]";
    let at = this.skip(begin + 1, indent);
    while (this.text[at] !== close) {
      at = isMap ? this.flowEntry(node, at, indent, depth) : this.flowItem(node, at, indent, depth);
      at = this.skip(at, indent);
      if (this.text[at] === ",") at = this.skip(at + 1, indent);
      else if (this.text[at] !== close) this.refuse(this.lineAt(at), `thiếu dấu phẩy hoặc dấu ${close}`);
    }
    node.e = at + 1;
    return node;
  }

  skip(at, indent) {
    for (;;) {
      while (/[ \t]/.test(this.text[at] || "")) at += 1;
      if (at >= this.text.length) this.refuse(this.lines.length, "dấu ngoặc mở mà không đóng");
      if (this.text[at] === "#") this.refuse(this.lineAt(at), "ghi chú trong dấu ngoặc");
      if (this.text[at] !== "\n" && this.text[at] !== "\r") return at;
      const n = this.lineAt(at);
      if (n >= this.lines.length || (this.lines[n].indent <= indent && this.lines[n].begin < this.lines[n].stop)) {
        this.refuse(n, "dấu ngoặc mở mà không đóng");
      }
      at = this.lines[n].at;
    }
  }

  flowEntry(node, at, indent, depth) {
    const n = this.lineAt(at) - 1;
    const rest = this.rest(n, at);
    // a name without quotes wants the space: «{a:, b: 1}» is refused by the reader of the program
    const found = /^(?:([\p{L}\p{N}_](?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_\-])?)[ ]*:(?= |$)|("[^"\\]*"|'[^']*')[ ]*:(?=[ ,}]|$))/u.exec(rest);
    if (!found) this.refuse(n + 1, "không có tên mục và dấu hai chấm trong dấu { }");
    const key = (found[1] || found[2].slice(1, -1)).normalize("NFC");
    if (node.entries.has(key)) this.refuse(n + 1, `mục ${key} ghi hai lần`);
    const colon = at + found[0].length - 1;
    const begin = this.skip(colon + 1, indent);
    const value = /[,}]/.test(this.text[begin])
      ? { type: "scalar", style: "null", value: "", s: colon + 1, e: colon + 1 }
      : this.flowValue(begin, indent, depth);
    node.entries.set(key, { key, s: at, colon, node: value, line: n });
    return value.e;
  }

  flowItem(node, at, indent, depth) {
    const value = this.flowValue(at, indent, depth);
    node.items.push({ s: at, node: value, line: this.lineAt(at) - 1 });
    return value.e;
  }

  flowValue(at, indent, depth) {
    const first = this.text[at];
    if (first === '"' || first === "'") return this.quoted(at, indent);
    if (first === "{" || first === "[") return this.flow(at, indent, depth + 1);
    const n = this.lineAt(at) - 1;
    const rest = this.rest(n, at);
    const words = /^[^,[\]{}]*/.exec(rest)[0].trimEnd();
    if (!/^[\p{L}\p{N}(«≥≤+]/u.test(words) || /:(?:[ ?]|$)|[ \t]#/.test(words)) this.refuse(n + 1, "nội dung trong dấu ngoặc cần ngoặc kép");
    if (words.length === rest.trimEnd().length) this.refuse(n + 1, "nội dung trong dấu ngoặc sang dòng khác");
    return { type: "scalar", style: "plain", value: words, s: at, e: at + words.length };
  }
}

// The lines of a text below «>»: single line ends are spaces, those beside a line that is indented more stay.
function folded(bodies) {
  let said = "", pending = 0, before = null;
  for (const body of bodies) {
    if (body === "") {
      pending += 1;
      continue;
    }
    const deep = /^[ \t]/.test(body);
    if (before === null) said += "\n".repeat(pending);
    else if (deep || before === "deep") said += "\n".repeat(pending + 1);
    else said += pending ? "\n".repeat(pending) : " ";
    said += body;
    before = deep ? "deep" : "even";
    pending = 0;
  }
  return said;
}

function joined(pieces) {
  let said = pieces[0], pending = 0;
  for (const piece of pieces.slice(1)) {
    if (piece === "") {
      pending += 1;
      continue;
    }
    said += (pending ? "\n".repeat(pending) : " ") + piece;
    pending = 0;
  }
  return said;
}

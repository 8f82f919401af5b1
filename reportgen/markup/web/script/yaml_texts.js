// Texts in a file: plain, in quotation marks, below «|» and «>», each over one line or several.

const BLOCK_HEAD = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)?(?=[ \t]*$|[ \t]*#)/;
const ESCAPES = { 0: "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\u00a0", L: "\u2028", P: "\u2029" };
const CODE_LIKE = /^(?:(?:[IVXLC]+\.)+\d+|[A-Z]{2}\d+)$/;
const LONGEST_KEY = 1000;
const TAKEN = "bỏ dấu này, hoặc " + ONLY_TEXT;

// A key without accents, capitals and the choice between space, dash and underscore.
function bareKey(name) {
  return withoutAccents(name).replace(/^[ \t“”"']+|[ \t“”"']+$/g, "").replace(/[\s_\-]+/g, "_");
}

function isKnown(name) {
  return name.length < 100 && ((DATA.known || []).includes(bareKey(name)) || CODE_LIKE.test(name.trim()));
}

class Texts extends Lines {
  // The key that begins at an offset: {key, e: its end, colon}; null where a line begins none.
  keyAt(n, begin) {
    const rest = this.rest(n, begin);
    if (rest[0] === '"' || rest[0] === "'") {
      const close = rest[0] === '"' ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/;
      const found = close.exec(rest);
      const colon = found && /^[ \t]*:(?=[ \t]|$)/.exec(rest.slice(found[0].length));
      return colon ? this.keyOf(this.quoted(begin).value, begin + found[0].length, begin + found[0].length + colon[0].length - 1) : null;
    }
    if (this.beginsPlain(rest) === false) return null;
    const colon = rest.search(/:(?=[ \t]|$)/), hash = rest.search(/[ \t]#/);
    if (colon <= 0 || colon > LONGEST_KEY || (hash >= 0 && hash < colon)) return null;
    const key = rest.slice(0, colon).trimEnd();
    return this.keyOf(key, begin + key.length, begin + colon);
  }

  keyOf(typed, e, colon) {
    const key = nfc(typed.replace(UNSEEN, "")).trim().replace(/^[“”„‟"'‘’]+|[“”„‟"'‘’]+$/g, "");
    if (!key) this.refuse(this.lineAt(e), "trước dấu hai chấm không có tên mục", "ghi tên mục, hoặc xóa dòng này");
    return { key, e, colon };
  }

  beginsPlain(rest, inFlow = false) {
    if (/^[,[\]{}#&*!|>'"%@`]/.test(rest) || rest === "") return false;
    if (inFlow) return !/^[?:]|^-(?:[ \t]|$)/.test(rest);
    return !/^[-?:](?:[ \t]|$)/.test(rest);
  }

  isSign(sign, n, begin) {
    return this.text[begin] === sign && /^.(?:[ \t]|$)/.test(this.rest(n, begin));
  }

  // The line of the entry to which a text on line n belongs.
  blockText(n, indent, begin) {
    const head = BLOCK_HEAD.exec(this.rest(n, begin));
    if (!head) this.refuse(n + 1, `chữ đứng cùng dòng với dấu ${this.text[begin]}`, "xuống dòng sau dấu ấy, lùi vào thêm hai dấu cách rồi viết");
    const headEnd = begin + head[0].length;
    this.nothingBut(this.rest(n, headEnd), n, headEnd);
    const given = Number(head[3] || head[4] || 0);
    const [column, last] = this.blockLines(n, indent, given ? Math.max(indent, 0) + given : 0);
    const bodies = [];
    for (let k = n + 1; k <= last; k += 1) bodies.push(this.body(k, column));
    const value = head[1] === "|" ? bodies.join("\n") : folded(bodies);
    const e = last > n ? this.lines[last].stop : headEnd;
    return [{ type: "scalar", style: head[1], value, s: begin, e, headEnd }, last + 1];
  }

  // The column of a text below line n, and its last line; `column`: where the sign says so.
  blockLines(n, indent, column) {
    let last = n;
    for (let m = n + 1; m < this.lines.length; m += 1) {
      const { begin, blank, indent: deep } = this.lines[m];
      if (blank) continue;
      if (!column) {
        if (deep <= indent && this.text[begin] !== "\t") break;
        if (this.text[begin] === "\t") this.refuse(m + 1, "lùi bằng phím Tab", "xóa Tab, lùi bằng dấu cách");
        column = deep;
        for (let k = n + 1; k < m; k += 1) if (this.lines[k].indent > column) this.refuse(k + 1, "dòng trống lùi quá sâu", "xóa các dấu cách trên dòng trống này");
      }
      if (deep < column) break;
      last = m;
    }
    return [column, last];
  }

  body(k, column) {
    const { at, begin, stop, indent, blank } = this.lines[k];
    if (blank) return this.text.slice(Math.min(at + column, stop), stop);
    return " ".repeat(indent - column) + this.text.slice(begin, stop);
  }

  // A text without marks, from an offset on line n to where a line stands no deeper than `indent`.
  plain(n, indent, begin) {
    const pieces = [];
    let e = begin, m = n, start = begin;
    for (;;) {
      const rest = this.rest(m, start);
      const hash = rest.search(/[ \t]#/);
      const words = (hash < 0 ? rest : rest.slice(0, hash)).trimEnd();
      this.sureOfColon(words, n, m);
      pieces.push(words);
      e = start + words.length;
      if (hash >= 0) this.notes.set(start + hash + 1, this.lines[m].stop);
      const k = hash >= 0 ? this.lines.length : this.furtherLine(m + 1, indent);
      if (k >= this.lines.length) break;
      for (let skipped = m + 1; skipped < k; skipped += 1) pieces.push("");
      m = k;
      start = this.lines[m].begin;
      while (this.text[start] === "\t" || this.text[start] === " ") start += 1;
    }
    const k = this.next(m + 1);
    if (k < this.lines.length && this.lines[k].indent > indent) this.refuse(k + 1, "dòng này lệch cột", "lùi dòng này cho thẳng cột với các mục cùng cấp");
    return [{ type: "scalar", style: "plain", value: joined(pieces), s: begin, e }, m + 1];
  }

  // The line on which a text goes on that has no marks; past the last line where it ends.
  furtherLine(k, indent) {
    while (k < this.lines.length && this.lines[k].blank) k += 1;
    const goesOn = k < this.lines.length && this.lines[k].indent > indent && !this.lines[k].idle && !this.isMargin(k);
    if (!goesOn && k < this.lines.length && this.lines[k].indent <= indent) this.next(k); // a tab is told
    return goesOn ? k : this.lines.length;
  }

  // «---» and «...» at the margin begin and end a file.
  isMargin(n) {
    return /^(?:---|\.\.\.)(?:[ \t]|$)/.test(this.rest(n, this.lines[n].at));
  }

  // «Đạt 95%: vượt» is one sentence; a line that may be an entry of its own is not read as one.
  sureOfColon(words, n, m) {
    const at = words.search(/:(?=[ \t]|$)/);
    if (at < 0) return;
    const before = words.slice(0, at).trimEnd();
    const advice = `${before} là tên mục thì viết ở dòng riêng, thẳng cột; là câu văn thì ${ONLY_TEXT}`;
    if (m > n) {
      if (isKnown(before) || !/^[^\s#:"'[\]{},&*!|>%@`\-]/.test(before) || before.includes("#")) this.refuse(m + 1, "dấu hai chấm trong câu", advice);
      return;
    }
    const word = before.slice(-100).split(/[\s,;({[]/).pop();
    if (isKnown(word) && (word.includes("_") || CODE_LIKE.test(word))) this.refuse(m + 1, "hai mục trên một dòng", `xuống dòng trước ${word}`);
    const k = this.next(n + 1);
    if (!words.slice(at + 1).trim() && k < this.lines.length && this.lines[k].indent > this.lines[n].indent) this.refuse(m + 1, "dấu hai chấm trong câu", advice);
  }

  // A text in quotation marks; its line ends are spaces, empty lines are line ends.
  quoted(begin) {
    const sign = this.text[begin];
    let said = "", at = begin + 1;
    for (;;) {
      const char = this.text[at];
      if (at >= this.text.length) this.refuse(this.lineAt(begin), `dấu ${sign} mở mà không đóng`, `thêm dấu ${sign} ở cuối nội dung, hoặc bỏ dấu ${sign} ở đầu`);
      if (char === sign && sign === "'" && this.text[at + 1] === "'") {
        said += "'";
        at += 2;
      } else if (char === sign) {
        return { type: "scalar", style: sign, value: said, s: begin, e: at + 1 };
      } else if (char === "\\" && sign === '"' && /[\r\n]/.test(this.text[at + 1] || "")) {
        const [ends, next] = this.ends(at + 1, begin);
        said += "\n".repeat(ends - 1);
        at = next;
      } else if (char === "\\" && sign === '"') {
        const [sent, next] = this.escape(at);
        said += sent;
        at = next;
      } else if (/[ \t\r\n]/.test(char)) {
        let next = at;
        while (this.text[next] === " " || this.text[next] === "\t") next += 1;
        if (/[\r\n]/.test(this.text[next] || "")) {
          const [ends, further] = this.ends(next, begin);
          said += ends > 1 ? "\n".repeat(ends - 1) : " ";
          at = further;
        } else {
          said += this.text.slice(at, next);
          at = next;
        }
      } else {
        said += char;
        at += 1;
      }
    }
  }

  // How many line ends stand from an offset on, and where the text goes on.
  ends(at, begin) {
    let n = this.lineAt(at) - 1, count = 1;
    for (n += 1; n < this.lines.length && this.lines[n].blank && n < this.lines.length - 1; n += 1) count += 1;
    if (n >= this.lines.length) return [count, this.text.length];
    if (this.isMargin(n)) this.refuse(this.lineAt(begin), "dấu ngoặc mở mà không đóng", `thêm dấu ${this.text[begin]} ở cuối nội dung`);
    let next = this.lines[n].at;
    while (this.text[next] === " " || this.text[next] === "\t") next += 1;
    return [count, next];
  }

  escape(at) {
    const sign = this.text[at + 1];
    const size = { x: 2, u: 4, U: 8 }[sign];
    const refuse = () => this.refuse(this.lineAt(at), "dấu \\ không dùng được trong ngoặc kép", `bỏ dấu \\, hoặc ${ONLY_TEXT}`);
    if (size) {
      const digits = this.text.slice(at + 2, at + 2 + size);
      const code = parseInt(digits, 16);
      if (digits.length < size || !/^[0-9a-fA-F]+$/.test(digits) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) refuse();
      return [String.fromCodePoint(code), at + 2 + size];
    }
    if (ESCAPES[sign] === undefined) refuse();
    return [ESCAPES[sign], at + 2];
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

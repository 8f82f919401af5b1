// The lines of a file: how deep each stands, which say nothing, what is a comment. Why a file is not read.
//
// What shapes the file is seen as the program sees it: spaces of every kind before a line and behind its colon, and,
// where `tab` says so, tabs before a line as the columns that they fill. No sign is moved: places are those of the text.

class Unreadable extends Error {
  constructor(line, words, advice = "") {
    super(words);
    this.line = line;
    this.advice = advice;
  }
}

const DEEPEST = 12;
const OTHER_SPACE = /[\u00a0\u2000-\u200a\u202f\u3000]/;
const NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;
const ONLY_TEXT = "viết dấu | sau tên mục, rồi viết nội dung ở dòng dưới, lùi vào sâu hơn tên mục hai dấu cách";

// The text with plain spaces where they shape the file: before a line, and behind its key.
function plainSpaces(text) {
  if (!OTHER_SPACE.test(text)) return text;
  const spaces = (whole) => " ".repeat(whole.length);
  const led = text.replace(/^[ \u00a0\u2000-\u200a\u202f\u3000]+/gm, spaces);
  return led.replace(/^([ \t]*(?:- )*[\p{L}\p{N}_.\-]+:)([ \u00a0\u2007\u202f]+)(?=\S)/gmu, (whole, key, gap) => key + spaces(gap));
}

class Lines {
  constructor(text, tab = 0) {
    this.text = plainSpaces(text);
    this.tab = tab;
    this.lines = [];
    this.notes = new Map(); // where each comment begins and ends
    const head = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    for (let at = head; at <= text.length;) {
      const found = text.slice(at, at + 1000).search(/[\r\n]/);
      let stop = found >= 0 ? at + found : at + 1000;
      while (stop < text.length && text[stop] !== "\n" && text[stop] !== "\r") stop += 1;
      stop = Math.min(stop, text.length);
      this.lines.push(this.line(at, stop));
      at = stop + (text[stop] === "\r" && text[stop + 1] === "\n" ? 2 : 1);
    }
    const strange = NO_TEXT.exec(text.slice(head).replace(/[\ud800-\udbff][\udc00-\udfff]/g, "  "));
    if (strange) this.refuse(this.lineAt(strange.index + head), "có ký tự ẩn", "gõ lại dòng này");
  }

  line(at, stop) {
    let begin = at, indent = 0;
    for (; begin < stop && (this.text[begin] === " " || (this.tab && this.text[begin] === "\t")); begin += 1) {
      indent = this.text[begin] === " " ? indent + 1 : indent + this.tab - (indent % this.tab);
    }
    let first = begin;
    while (first < stop && (this.text[first] === " " || this.text[first] === "\t")) first += 1;
    const blank = first === stop;
    return { at, begin: blank ? stop : begin, stop, indent, blank, idle: blank || this.text[first] === "#" };
  }

  refuse(line, words, advice) {
    throw new Unreadable(line, words, advice);
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

  // The column in which a sign of line n stands.
  column(n, offset) {
    const { begin, indent } = this.lines[n];
    return indent + offset - begin;
  }

  // The next line that says something.
  next(n) {
    for (; n < this.lines.length && this.lines[n].idle; n += 1) {
      const { at, stop, blank } = this.lines[n];
      if (!blank) this.notes.set(at + this.rest(n, at).search(/#/), stop);
    }
    if (n < this.lines.length && this.text[this.lines[n].begin] === "\t") {
      this.refuse(n + 1, "lùi bằng phím Tab", "xóa Tab, lùi bằng dấu cách cho thẳng cột với các mục cùng cấp");
    }
    return n;
  }

  // What may stand behind a value on its line: nothing, or a comment.
  nothingBut(comment, n, from) {
    const found = /^[ \t]*(#.*)?$/.exec(comment);
    if (found && found[1]) this.notes.set(from + comment.indexOf("#"), this.lines[n].stop);
    return Boolean(found);
  }
}

// Writing into a form: each change is spliced into the text where it belongs, every other byte stays.
//
// A change is {path, spec}. What a spec may be: null (nothing), {nothing} (not even the sign of a text), {word}, {text, below}, {lines}, {flow}, {records},
// {append} (one more record to a list) and {remove} (an item of it).

const MOST_ROUNDS = 12;
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,;()%\/+–—«»"'!?&=…_\-]*[\p{L}\p{M}\p{N}.;)%»"'!?…])?$/u;
const PLAIN_IN_BRACES = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .;()%\/_\-]*[\p{L}\p{M}\p{N}.;)%])?$/u;
const LOOKS_SPECIAL = /^(?:null|true|false|yes|no|on|off|y|n|\.\.\.)$/i;

// Return the text with all changes in it. `order`: the keys of each record in their order, for what is put in anew.
// `read`: gives {reader, tree} of a text.
function spliced(text, changes, order, read = parsed) {
  const ending = (/\r\n?|\n/.exec(text) || ["\n"])[0];
  for (let round = 0; changes.length; round += 1) {
    if (round > MOST_ROUNDS) throw new Error("không ghi được: tệp có cấu trúc lạ");
    const one = new Splicer(text, ending, order, read);
    changes = changes.filter((change) => !one.change(change));
    text = one.done();
  }
  return text;
}

class Splicer {
  constructor(text, ending, order, read) {
    const { reader, tree } = read(text);
    this.reader = reader;
    this.root = tree;
    this.text = text;
    this.ending = ending;
    this.order = order;
    this.splices = [];
    this.made = new Set();
  }

  done() {
    let out = "", at = 0;
    const sorted = this.splices.map((splice, index) => [splice, index]);
    sorted.sort(([a, i], [b, j]) => a.s - b.s || a.e - b.e || b.depth - a.depth || i - j); // what belongs deeper ends first
    for (const [{ s, e, put }] of sorted) {
      if (s < at) throw new Error("không ghi được: hai chỗ sửa chồng lên nhau");
      out += this.text.slice(at, s) + put;
      at = e;
    }
    return out + this.text.slice(at);
  }

  put(s, e, put, depth = DEEPEST) {
    this.splices.push({ s, e, put, depth });
  }

  stop(offset) {
    return this.reader.lines[this.reader.lineAt(offset) - 1].stop;
  }

  // Tell whether the change is made; where its place must be made first, that is done, and the change comes again.
  change({ path, spec }) {
    let map = this.root;
    for (let depth = 0; depth < path.length; depth += 1) {
      const step = path[depth];
      const last = depth === path.length - 1;
      if (typeof step === "number") {
        const item = map.items[step];
        if (last) return this.removeItem(map, step);
        map = item.node;
        continue;
      }
      const entry = map.entries.get(step);
      if (!entry) return this.newKey(map, path, depth, last ? spec : null, last);
      if (last && spec && spec.append) return this.append(entry, map, spec.append, depth);
      if (last) return this.replace(entry, map, spec);
      if (entry.node.type === "scalar") return this.open(entry, map, path, depth);
      map = entry.node;
    }
    return true;
  }

  replace(entry, map, spec) {
    const { node, colon } = entry;
    if (entry.typed) this.put(entry.s, entry.e, keyed(entry.key));
    if (entry.bare) {
      const gap = map.flow ? "" : this.ending + " ".repeat(map.indent);
      const { head, body } = map.flow ? { head: ` ${inBraces(spec)}`, body: [] } : inBlock(spec, map.indent);
      this.put(colon + 1, colon + 1, `${gap}:${head}${body.map((line) => this.ending + line).join("")}`);
      return true;
    }
    if (map.flow) {
      const said = inBraces(spec);
      const gap = this.text.startsWith(" #", node.e) ? " " : ""; // one space before # says that it is text
      this.put(colon + 1, node.e, ` ${said}${this.notesIn(colon + 1, node.e)}${gap}`); // the first space stays: «{a:, b: 1}» is no YAML
      return true;
    }
    const keyStop = this.stop(colon);
    const onKeyLine = node.style !== "null" && node.s < keyStop;
    const isBlock = node.style === "|" || node.style === ">";
    const from = onKeyLine ? (isBlock ? node.headEnd : node.e) : colon + 1;
    const tail = this.text.slice(from, this.stop(from));
    const end = Math.max(keyStop, this.stop(node.e));
    const comment = tail.trim();
    const hash = comment ? this.column(from + tail.indexOf("#")) : 0;
    let { head, body } = inBlock(spec, map.indent);
    if (!spec && node.style === "|") head = " |"; // a form has the sign before anything is typed
    const last = end - tail.length + tail.indexOf(comment);
    body = [...body, ...this.notes(keyStop > end ? end : colon + 1, end).filter(([s]) => !comment || (s !== from + tail.indexOf("#") && s !== last)).map(([, words]) => " ".repeat(map.indent) + words)];
    const further = body.length ? this.behindComments(end, map.indent) : end;
    body = [...body, ...this.notes(end, further).map(([, words]) => " ".repeat(map.indent) + words)];
    this.put(colon + 1, further, this.written(this.column(colon + 1), head, comment, hash, body));
    return true;
  }

  // Where a line may be put behind what ends at an offset: comments below it that stand deeper would become its text.
  behindComments(offset, indent) {
    const { lines, text } = this.reader;
    let at = this.stop(offset);
    for (let n = this.reader.lineAt(offset); n < lines.length && lines[n].idle; n += 1) {
      if (!lines[n].blank && lines[n].indent > indent && text[lines[n].begin] === "#") at = lines[n].stop;
      else if (!lines[n].blank) break;
    }
    return at;
  }

  // The comments that stand between two places, in their order, each with its place.
  notes(s, e) {
    return [...this.reader.notes].filter(([at, stop]) => at >= s && stop <= e).sort(([a], [b]) => a - b).map(([at, stop]) => [at, this.text.slice(at, stop)]);
  }

  // The comments that a value in braces holds: they stay, behind it.
  notesIn(s, e) {
    return this.notes(s, e).map(([, words]) => ` ${words}${this.ending} `).join("");
  }

  column(offset) {
    return offset - this.reader.lines[this.reader.lineAt(offset) - 1].at;
  }

  // What stands behind a colon: the value, the comment in its column, the lines below.
  written(column, head, comment, hash, body) {
    const pad = comment ? " ".repeat(Math.max(2, hash - column - head.length)) : "";
    return head + pad + comment + body.map((line) => this.ending + line).join("");
  }

  newKey(map, path, depth, spec, last) {
    const made = JSON.stringify(path.slice(0, depth + 1));
    if (this.made.has(made)) return false;
    this.made.add(made);
    const key = path[depth];
    if (map.flow) {
      const before = [...map.entries.values()].pop();
      const braces = `${JSON.stringify([map.s])}{}`;
      if (!before && this.made.has(braces)) return false;
      this.made.add(braces);
      const at = before ? before.node.e : map.s + 1;
      const gap = before && before.node.style === "null" && !before.bare ? " " : "";
      this.put(at, at, `${before ? `${gap}, ` : ""}${keyed(key)}: ${inBraces(spec)}`, depth);
      return last;
    }
    if (spec && spec.append) spec = { records: [spec.append] };
    const before = this.before(map, path.slice(0, depth), key);
    const at = this.behindComments(before.node.e, map.indent);
    const { head, body } = inBlock(spec, map.indent);
    const lines = [" ".repeat(map.indent) + keyed(key) + ":" + head, ...body];
    this.put(at, at, lines.map((line) => this.ending + line).join(""), depth);
    return last;
  }

  // The entry behind which a new key comes: the last of those that come before it.
  before(map, path, key) {
    const order = this.order(path);
    const at = order.indexOf(key);
    const entries = [...map.entries.values()];
    let found = entries[entries.length - 1];
    if (at >= 0) {
      const earlier = entries.filter((entry) => order.indexOf(entry.key) >= 0 && order.indexOf(entry.key) < at);
      if (earlier.length) found = earlier[earlier.length - 1];
    }
    return found;
  }

  // Put the first key of what is to stand under an entry that is still empty.
  open(entry, map, path, depth) {
    const made = JSON.stringify(path.slice(0, depth + 2));
    if (!isNothing(entry.node)) throw new Error(`không ghi được: mục ${path.slice(0, depth + 1).join(" ")} đã có nội dung khác`);
    if (this.made.has(made)) return false;
    this.made.add(made);
    const key = keyed(path[depth + 1]);
    if (map.flow) {
      const first = JSON.stringify([entry.colon, "{"]);
      if (!this.made.has(first)) this.put(entry.colon + 1, entry.node.e, `${entry.bare ? ":" : ""} {${key}: }`);
      this.made.add(first);
      return false;
    }
    const { node } = entry;
    if (node.style !== "null") this.put(entry.colon + 1, node.e, ""); // quotation marks, «~» or «|», with nothing in it
    const at = this.behindComments(node.style === "null" ? entry.colon : node.e, map.indent);
    const colon = entry.bare ? `${this.ending}${" ".repeat(map.indent)}:` : ""; // of a «? tên» alone
    this.put(at, at, `${colon}${this.ending}${" ".repeat(map.indent + 2)}${key}:`, depth + 1);
    return false;
  }

  append(entry, map, record, depth) {
    const { node } = entry;
    if (node.type !== "seq") return this.replace(entry, map, { records: [record] });
    if (node.flow) {
      const last = node.items[node.items.length - 1];
      const at = last ? last.node.e : node.s + 1;
      this.put(at, at, `${last ? ", " : ""}${inBraces({ flow: record })}`);
      return true;
    }
    const at = this.behindComments(node.e, node.indent);
    this.put(at, at, recordLines(record, node.indent).map((line) => this.ending + line).join(""), depth + 1);
    return true;
  }

  removeItem(node, index) {
    const item = node.items[index];
    if (node.flow) {
      const next = node.items[index + 1], before = node.items[index - 1];
      if (next) this.put(item.s, next.s, "");
      else this.put(before ? before.node.e : item.s, item.node.e, "");
      return true;
    }
    const lines = this.reader.lines;
    const last = this.reader.lineAt(item.node.e);
    this.put(lines[item.line].at, last < lines.length ? lines[last].at : this.text.length, "");
    return true;
  }
}

function keyed(key) {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.\-]*$/u.test(key) && !LOOKS_SPECIAL.test(key) ? key : JSON.stringify(key);
}

// --- how a value is written: behind its key (head) and on the lines below (body) --------------------------

function inBlock(spec, indent) {
  if (!spec || spec.nothing) return { head: "", body: [] };
  if (spec.records) return { head: "", body: spec.records.flatMap((record) => recordLines(record, indent + 2)) };
  if (spec.flow) return { head: ` ${inBraces(spec)}`, body: [] };
  if (spec.lines) return textBlock(spec.lines.join("\n"), indent) || { head: ` ${inBraces(spec)}`, body: [] };
  if (spec.word !== undefined) return { head: ` ${word(spec.word, PLAIN)}`, body: [] };
  if (!spec.below && !spec.text.includes("\n")) return { head: ` ${word(spec.text, PLAIN)}`, body: [] };
  return textBlock(spec.text, indent) || { head: ` ${quoted(spec.text)}`, body: [] };
}

// A text on the lines below «|»; null where it has signs or spaces that would not come back as they are.
function textBlock(text, indent) {
  const lines = text.split("\n");
  if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))) return null;
  if (/^\s/.test(text) || lines.some((line) => /^ *[^\S ]/.test(line))) return null;
  const column = " ".repeat(indent + 2);
  return { head: " |", body: lines.map((line) => (line ? column + line : "")) };
}

function recordLines(record, indent) {
  const inner = indent + 2;
  const lines = record.flatMap(([key, spec]) => {
    const { head, body } = inBlock(spec, inner);
    return [" ".repeat(inner) + keyed(key) + ":" + head, ...body];
  });
  lines[0] = " ".repeat(indent) + "- " + lines[0].trimStart();
  return lines;
}

function inBraces(spec) {
  if (!spec || spec.nothing) return "";
  if (spec.records) return `[${spec.records.map((record) => inBraces({ flow: record })).join(", ")}]`;
  if (spec.flow) return `{${spec.flow.map(([key, inner]) => `${keyed(key)}: ${inBraces(inner)}`).join(", ")}}`;
  if (spec.lines) return `[${spec.lines.map(quoted).join(", ")}]`;
  return word(spec.word !== undefined ? spec.word : spec.text, PLAIN_IN_BRACES);
}

function word(text, plain) {
  return plain.test(text) && !LOOKS_SPECIAL.test(text) && !text.includes("  ") ? text : quoted(text);
}

function quoted(text) {
  // a mark behind \n would become one letter with its n where the file is read
  const apart = JSON.stringify(text).replace(/(\\[a-z])(\p{M})/gu, (whole, escape, mark) => `${escape}\\u${mark.codePointAt(0).toString(16).padStart(4, "0")}`);
  return apart.replace(/[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/gu, (sign) =>
    sign.length === 1 && !(sign >= "\ud800" && sign <= "\udfff") ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}` : "");
}

// What `check` finds in how a file says it: words behind #, a list where a text belongs, a name that no form has.
//
// The mirror of reportgen/yamlmap (binder, faults, hidden). A field that is filled in anew is written as forms are, so
// nothing here holds of it any more.

const ENDS_IN_BRACES = /(?:[ \t\r\n]|#[^\r\n]*)*[,\]}]/y;
const HOLDS_TEXT = ["text", "name", "lines", "proposals"];

class InFile extends Reading {
  // The node of a field in which stands what the file says; null once it was changed.
  node(path) {
    for (let depth = path.length; depth; depth -= 1) {
      const { before, values, byId } = this.form;
      const field = byId.get(idOf(path.slice(0, depth)));
      if (!field) continue;
      const [then, now] = [before[field.id], values[field.id]];
      const isKept = !differs(field, then, now) || [then, now].every((value) => typeof value === "string" && !cleaned(value));
      return isKept ? nodeAt(this.form.tree, path) || null : null;
    }
    return nodeAt(this.form.tree, path) || null;
  }

  // Keys of the form inside a text, as the lines of the file have them, and whether they begin their line.
  * swallowedIn(node) {
    const { reader } = this.form;
    const first = reader.lineAt(node.s), last = reader.lineAt(node.e);
    for (let n = first; n <= last; n += 1) {
      const { at, stop } = reader.lines[n - 1];
      const begin = n === first ? node.s : at;
      const line = reader.text.slice(at, Math.min(stop, node.e));
      for (const match of line.matchAll(INNER_KEY)) {
        if (at + match.index >= begin && DATA.known.includes(match[1])) yield { name: match[1], first: n > first && !line.slice(0, match.index).trim() };
      }
    }
  }

  inFile() {
    this.recordIn("UnitStatus", this.form.tree, []);
    for (const name of Object.keys(DATA.identity)) {
      const node = nodeAt(this.form.tree, [name]);
      if (!isNothing(node)) continue;
      const values = { name, about: lowerFirst(keyOf("UnitStatus", name).about) };
      this.findings.push({ ...found(node ? DATA.faults.LEFT_EMPTY : DATA.faults.ABSENT, [], values), subject: "tệp" });
    }
  }

  recordIn(record, node, path) {
    if (isNothing(node)) return;
    if (node.type !== "map") {
      const [first] = keysOf(record);
      this.not(path, DATA.faults.NO_ENTRIES, { found: kindOf(node), advice: countsOf(node, record) || `viết mỗi mục một dòng, ví dụ ${first}: …` });
      return;
    }
    for (const [key, entry] of node.entries) {
      const known = DATA.records[record].find((each) => each.key === key);
      if (entry.typed && this.isKept([...path, key])) this.unknown([...path, entry.typed], record, `có phải là ${key}?`);
      if (known) this.keyIn(known, [...path, key], entry.node);
      else this.unknown([...path, key], record, "trang giữ nguyên mục này; thừa thì xóa, sai tên thì sửa tên ấy trong tệp");
    }
  }

  // Whether the key at a path stays as it was typed: with a field that is filled in anew it is written rightly.
  isKept(path) {
    return !this.form.byId.has(idOf(path)) || this.node(path) !== null;
  }

  unknown(path, record, advice) {
    const words = { found: "không có mục này", required: `một trong: ${keysOf(record).join(", ")}`, advice };
    this.findings.push({ ...found(DATA.faults.UNKNOWN, path, words), subject: String(path[path.length - 1]) });
    this.unread.push(path);
  }

  keyIn({ key, hint, ...known }, path, node) {
    const kind = listKind(key, known.kind);
    if (this.form.byId.has(idOf(path)) && !this.node(path)) return;
    if (kind === "map") this.codesIn(node, path);
    else if (kind in RECORD_OF) this.listIn(kind, node, path, hint);
    else if (kind in DATA.records) this.recordIn(kind, node, path);
    else this.textIn(kind, node, path, hint);
  }

  codesIn(node, path) {
    const record = path.length === 1 ? ROW_OF[path[0]] : "OccurrenceStatus";
    if (isNothing(node) || (node.type === "seq" && !node.items.length)) return;
    if (node.type !== "map") this.not(path, DATA.faults.NO_CODES, { found: kindOf(node) });
    else for (const [code, entry] of node.entries) {
      if (record === "OccurrenceStatus" && entry.node.type === "scalar") this.textIn("state", entry.node, [...path, code], "");
      else this.recordIn(record, entry.node, [...path, code]);
    }
  }

  // A list of records; one text, or one record, may stand for a list of one where it has a name for it.
  listIn(kind, node, path, hint) {
    if (isNothing(node)) this.behindHash(kind, node, path, hint);
    else if (node.type === "seq") node.items.forEach((item, at) => (kind === "proposals" && item.node.type === "scalar" ? this.textIn("text", item.node, [...path, at], "") : this.itemIn(kind, item.node, [...path, at])));
    else if (kind !== "proposals") this.not(path, DATA.faults.NO_LIST, { found: kindOf(node) });
    else if (node.type === "map") this.itemIn(kind, node, path);
    else this.textIn("text", node, path, hint);
  }

  // A record of a list, in which something must stand.
  itemIn(kind, node, path) {
    const record = RECORD_OF[kind];
    this.recordIn(record, node, path);
    if (!isNothing(node) && node.type !== "map") return;
    for (const name of kind === "accepted" ? LISTS.accepted : ["noi_dung"]) {
      const inner = nodeAt(node, [name]);
      if (isNothing(inner)) this.lacks.push([path, record, name, inner ? DATA.faults.LEFT_EMPTY : DATA.faults.ABSENT]);
    }
  }

  // What is lacking in a record is told after what is wrong in it.
  tellLacks() {
    for (const lack of this.lacks) this.lacking(...lack);
  }

  textIn(kind, node, path, hint) {
    if (isNothing(node)) this.behindHash(kind, node, path, hint);
    else if (kind === "lines" && node.type === "seq") node.items.forEach((item, at) => this.textIn("text", item.node, [...path, at], ""));
    else if (kind === "lines" && node.type === "map") this.not(path, DATA.faults.NO_LIST, { found: kindOf(node) });
    else if (node.type !== "scalar") this.otherShape(kind, node, path);
    else if (HOLDS_TEXT.includes(kind) && this.cutOff(node, path, hint)) return;
    else if (!this.escaped(node, path, HOLDS_TEXT.includes(kind)) && !HOLDS_TEXT.includes(kind) && !this.form.byId.has(idOf(path)) && path.length === 1) this.read({ kind, path }, scalarValue(kind, node));
  }

  otherShape(kind, node, path) {
    const isText = kind === "text" || kind === "name" || kind === "lines";
    const [opened, closed] = node.type === "map" ? "{}" : "[]";
    const advice = isText && kind !== "name" ? `${ONLY_TEXT}, mỗi ý một dòng` : node.flow ? `bỏ dấu ${opened} ${closed}` : "viết nội dung ngay sau dấu hai chấm";
    this.not(path, DATA.faults.OTHER_SHAPE, { found: kindOf(node), required: DATA.kinds[isText && kind !== "name" ? "text" : kind].accepts, advice });
  }

  // What YAML takes for a comment although one space before # says it is text.
  cutOff(node, path, hint) {
    const rest = this.restOfLine(node.e);
    if (node.style !== "plain" || !rest.startsWith(" #") || (hint && rest.slice(2).trim().startsWith(hint))) return false;
    this.not(path, DATA.faults.CUT_OFF, { words: rest.trim().slice(0, GUESSED), advice: ONLY_TEXT });
    return true;
  }

  // A sign that is no text, brought in by an escape in quotation marks.
  escaped(node, path, whole) {
    const value = whole ? node.value : node.value.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g, "");
    const sign = node.style === '"' && refusedSign(nfc(value.replace(UNSEEN, "")));
    if (sign) this.hidden(path, sign);
    return Boolean(sign);
  }

  // An answer typed behind # beside an empty value, where the form only explains.
  behindHash(kind, node, path, hint) {
    if (!node) return;
    const { reader } = this.form;
    ENDS_IN_BRACES.lastIndex = node.e;
    if ((node.style === "null" && ENDS_IN_BRACES.test(reader.text)) || (node.style === "plain" && /^[ \t]*[,\]}]/.test(this.restOfLine(node.e)))) return; // in braces, where a comment of the line is another's
    const { at, stop } = reader.lines[reader.lineAt(node.s) - 1];
    const hash = reader.text.indexOf("#", node.s);
    if (hash < 0 || hash >= stop) return;
    const comment = reader.text.slice(hash + 1, stop).trim(), before = reader.text.slice(at, hash);
    const explained = Boolean(hint) && comment.startsWith(hint);
    const typed = explained ? comment.slice(hint.length).trim() : comment;
    const close = /(?:: |\| )$/.test(before);
    if (!typed || !(explained || close || this.answers(kind, typed, hint))) return;
    const plain = kind in DATA.kinds && !HOLDS_TEXT.includes(kind);
    this.not(path, DATA.faults.BEHIND_HASH, { words: typed.slice(0, GUESSED), accepts: plain ? DATA.kinds[kind].accepts : "" });
  }

  answers(kind, typed, hint) {
    if (!(kind in DATA.kinds) || HOLDS_TEXT.includes(kind)) return Boolean(hint);
    const read = readValue({ kind, path: [], code: "" }, typed);
    return read.value !== undefined && !read.meant;
  }

  restOfLine(offset) {
    const { reader } = this.form;
    return reader.text.slice(offset, reader.lines[reader.lineAt(offset) - 1].stop);
  }
}

// What is typed in a node, as messages call it.
function kindOf(node) {
  if (node.type === "map") return "nội dung đang là các mục con";
  return node.type === "seq" ? "nội dung đang là danh sách" : `«${tidy(node.value).slice(0, GUESSED)}»`;
}

function countsOf(node, record) {
  const counts = node.type === "scalar" && keysOf(record).includes("tu_so") && keysOf(record).includes("mau_so") ? /^(\d[\d.]*)\s*\/\s*(\d[\d.]*)$/.exec(node.value.trim()) : null;
  return counts ? `viết {tu_so: ${counts[1]}, mau_so: ${counts[2]}}` : "";
}

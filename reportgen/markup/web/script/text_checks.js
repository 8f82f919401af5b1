// What `check` finds in any text: signs that are no text, keys swallowed, notes left open. A finding in its words.

const ANY = "mục";
const GUESSED = 60; // characters of what was typed that a message shows
const INNER_KEY = /(?<![\p{L}\p{N}_.])([a-z]+(?:_[a-z]+)+):(?=\s|$)/gu;
const NOTE = /\^\[((?:\\[^\n]|[^\]\\])*)(\]?)/g;

// What `check` says of one text: {name of the fault, values, taken: whether the text is taken as it is}.
//
// `keys`: whether keys of the form may be in it; `swallowed`: those that the lines of the file show.
function* textFaults(said, { owner, keys, below, inBraces, swallowed = swallowedKeys(said, below, inBraces) }) {
  const sign = refusedSign(said);
  if (sign) {
    yield { name: "HIDDEN_SIGN", values: hiddenValues(sign), taken: false };
    return;
  }
  if (isPlaceholder(said)) {
    yield { name: "PLACEHOLDER", values: { written: said.slice(0, GUESSED) }, taken: false };
    return;
  }
  if ([...said].length > DATA.longest) {
    yield { name: "UNREADABLE", values: { reason: `dài ${[...said].length} ký tự, quá ${DATA.longest}` }, taken: false };
    return;
  }
  for (const { name, first } of keys ? swallowed : []) {
    yield { name: first ? "INDENTED_TOO_FAR" : "JOINED_TO_LINE", values: { name, owner }, taken: true };
  }
  const open = unclosedNote(said);
  if (open) yield { name: "UNCLOSED_NOTE", values: { words: open.slice(0, GUESSED) }, taken: true };
  const gap = new RegExp(DATA.gap, "u").exec(said);
  if (gap) yield { name: "GAP", values: { words: gap[0] }, taken: true };
}

const hiddenValues = (sign) => ({ found: `${sign.what}, mã ${sign.code}`, advice: sign.advice });

// The first sign with which no value is taken, with what it is and what to do.
function refusedSign(text) {
  let first = null;
  for (const [signs, what, advice] of DATA.signs.refused) {
    const at = new RegExp(signs, "u").exec(text);
    if (at && (!first || at.index < first.at.index)) first = { at, what, advice };
  }
  if (!first) return null;
  const code = first.at[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { what: first.what, advice: first.advice, code: `U+${code}` };
}

function isPlaceholder(text) {
  return new RegExp(DATA.placeholder, "iu").test(text);
}

// Keys of the form inside a text; `below`: it is written on the lines below its key even where it is one line; `inBraces`: it never is.
function* swallowedKeys(text, below, inBraces) {
  const block = !inBraces && (below || text.includes("\n")) && textBlock(text, 0);
  for (const line of block ? text.split("\n") : [quoted(text)]) { // as the file has it: what has a colon is quoted
    for (const match of line.matchAll(INNER_KEY)) {
      if (DATA.known.includes(match[1])) yield { name: match[1], first: block && !line.slice(0, match.index).trim() };
    }
  }
}

// The beginning of the first footnote that lacks its bracket, its line at most.
function unclosedNote(text) {
  for (const match of text.matchAll(NOTE)) {
    const cut = match[1].indexOf("^[");
    if (cut >= 0 || !match[2]) return (`^[${cut >= 0 ? match[1].slice(0, cut) : match[1]}`).split("\n")[0].trimEnd();
  }
  return "";
}

function found([code, severity, said, required, advice, doubt], path, values, item = "") {
  const put = (words) => words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]).replaceAll("\n", " ") : whole));
  return { id: idOf(path), path, code, severity, found: put(said), required: put(required), advice: put(advice), subject: subjectOf(path), item, doubt };
}

// How a message calls the thing at a path: «I.1 tien_do», «I.1 van_ban, mục 2».
function subjectOf(path) {
  const names = path.filter((step) => typeof step !== "number").slice(-2);
  const last = path[path.length - 1];
  return names.join(" ") + (typeof last === "number" ? `, ${ANY} ${last + 1}` : "");
}

// The office's words in a file: what it says in each place, how each place stands, what is to be written.
//
// The mirror of reportgen/model/words (paragraphs), pins (pin, standing) and consolidating (entry, update); tests hold
// both against each other. Values are by place: the words as typed, and by `place/dau` the mark of confirmed sources.

const FOOTNOTE = /\^\[(?:\\.|[^\]\\])*\]/gs;
const SEEN = /^\s*#: \(dành cho máy, không sửa: bản [0-9a-f]{6} của (\S+) nay ([0-9a-f]{8})\.([0-9a-f]{4})\)\s*$/;
const PIN = /^([0-9a-f]{8})\.([0-9a-f]{4})$/;

const isListed = (line) => new RegExp(`^(?:${DATA.listed.replace(/\\d/g, "\\p{Nd}")})`, "u").test(line);

// The paragraphs of a text: a blank line parts them, and a line that opens with a typed list sign.
function paragraphsOf(text) {
  const found = [];
  for (const block of text.trim().split(/\n[ \t]*\n\s*/)) {
    block.split("\n").forEach((line, at) => {
      const words = tidy(line);
      if (at === 0 || isListed(words)) found.push(words);
      else if (words) found[found.length - 1] = `${found[found.length - 1]} ${words}`;
    });
  }
  return found.filter(Boolean);
}

// How paragraphs stand in a box: items of a list on lines of their own, the others parted.
function shownText(paragraphs) {
  return paragraphs.map((words, at) => (at ? (isListed(words) ? "\n" : "\n\n") : "") + words).join("");
}

const wordsIn = (paragraphs) => paragraphs.reduce((sum, words) => sum + tidy(words.replace(FOOTNOTE, "")).split(" ").filter(Boolean).length, 0);

// The lines of a paragraph; none but the first opens with what would be read as the sign of a list.
function wrapped(paragraph, width) {
  const words = paragraph.split(" ");
  const lines = [];
  let line = [], length = 0;
  words.forEach((word, at) => {
    const size = [...word].length;
    if (line.length && length + 1 + size > width && !isListed(words.slice(at, at + 2).join(" "))) {
      lines.push(line.join(" "));
      [line, length] = [[], 0];
    }
    line.push(word);
    length += size + (line.length > 1 ? 1 : 0);
  });
  return [...lines, line.join(" ")];
}

// --- fingerprints -----------------------------------------------------------------------------------------

const SQUARED = [];
const ROOTS = { hash: [], round: [] };
for (let candidate = 2; ROOTS.round.length < 64; candidate += 1) {
  if (SQUARED.some((prime) => candidate % prime === 0)) continue;
  SQUARED.push(candidate);
  const fractional = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  if (ROOTS.hash.length < 8) ROOTS.hash.push(fractional(candidate ** 0.5));
  ROOTS.round.push(fractional(candidate ** (1 / 3)));
}

// SHA-256, at once: what browsers offer for it answers later, and not on every page that was opened from a file.
function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const blocks = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) * 64));
  bytes.forEach((byte, at) => blocks.setUint8(at, byte));
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, bytes.length * 8);
  const hash = [...ROOTS.hash];
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  for (let begin = 0; begin < blocks.byteLength; begin += 64) {
    const w = Array.from({ length: 16 }, (_, at) => blocks.getInt32(begin + at * 4));
    let [a, b, c, d, e, f, g, k] = hash;
    for (let at = 0; at < 64; at += 1) {
      if (at > 15) {
        const [x, y] = [w[at - 15], w[at - 2]];
        w[at] = (w[at - 16] + (turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)) + w[at - 7] + (turned(y, 17) ^ turned(y, 19) ^ (y >>> 10))) | 0;
      }
      const one = (k + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROOTS.round[at] + w[at]) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, k] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, k].forEach((word, at) => { hash[at] = (hash[at] + word) | 0; });
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const textMark = (paragraphs) => sha256(paragraphs.join("\n")).slice(0, 4);

function parsePin(text) {
  const found = PIN.exec(text.trim());
  return found ? { facts: found[1], text: found[2] } : null;
}

// --- the file -----------------------------------------------------------------------------------------------

class Wording {
  constructor() {
    this.places = DATA.places;
    this.foreign = new Foreign();
  }

  // Take the text of a file. Throws Unreadable, with the line, where it cannot be read for sure; the words stay then.
  open(text) {
    const tree = readYaml(text);
    ownFile(tree, "trang này");
    const before = {}, pins = {}, stuck = {};
    for (const { place } of this.places) {
      try {
        before[place] = this.said(tree, place);
      } catch (error) {
        if (typeof error !== "string") throw error;
        [before[place], stuck[place]] = ["", error];
      }
      pins[place] = this.pinOf(tree, place);
    }
    Object.assign(this, { text, tree, before, pins, stuck, seen: this.seenIn(text), strange: this.strangers(tree) });
    this.values = {};
    for (const { place } of this.places) this.values[place] = this.isProposal(place, before[place]) ? "" : before[place];
    this.drawn = { ...this.values };
    return this;
  }

  // The words of a place as they stand in a box.
  said(tree, place) {
    const above = nodeAt(tree, ["loi_van", place]);
    if (above && above.type !== "map" && !isNothing(above)) throw "chỗ này có nội dung khác mẫu";
    const node = nodeAt(tree, ["loi_van", place, "noi_dung"]);
    if (isNothing(node)) return "";
    if (node.type !== "scalar") throw "nội dung đang là danh sách hoặc các mục con";
    const raw = node.style === "|" ? node.value : node.value.replace(/\n/g, "\n\n");
    return shownText(paragraphsOf(nfc(raw)));
  }

  pinOf(tree, place) {
    const node = nodeAt(tree, ["loi_van", place, "dau"]);
    return node && node.type === "scalar" ? parsePin(node.value) : null;
  }

  // What was shown anew after it had changed, and the words as they stood then, by place.
  seenIn(text) {
    const found = {};
    for (const line of text.split("\n")) {
      const [, place, facts, mark] = SEEN.exec(line.trimEnd()) || [];
      if (place) found[place] = { facts, text: mark };
    }
    return found;
  }

  strangers(tree) {
    const node = nodeAt(tree, ["loi_van"]);
    const known = this.places.map(({ place }) => place);
    return node && node.type === "map" ? [...node.entries].filter(([key]) => !known.includes(key)).map(([key, entry]) => ({ line: entry.line + 1, path: [key] })) : [];
  }

  isProposal(place, text) {
    const pin = this.pins[place];
    return Boolean(pin) && textMark(paragraphsOf(text)) === pin.text;
  }

  // --- how a place stands -------------------------------------------------------------------------------------

  paragraphs(place) {
    return paragraphsOf(cleaned(this.values[place]));
  }

  // Whether words were typed otherwise than they stand in the file; an empty box leaves the proposal there.
  isTyped(place) {
    return !same(this.paragraphs(place), paragraphsOf(cleaned(this.drawn[place])));
  }

  isMachine(place) {
    const said = this.paragraphs(place.place);
    return !said.length || same(said, place.automatic);
  }

  standing(place) {
    if (place.leftOut) return "bo";
    if (this.isMachine(place)) return "tu-dong";
    return this.isStale(place) && !this.isTyped(place.place) && !this.isConfirmed(place) ? "cu" : "co-quan";
  }

  // Whether the words in the file stand on other sources than today's.
  isStale({ place, mark }) {
    const pin = this.pins[place], seen = this.seen[place];
    if (!pin || pin.facts === mark || !this.before[place] || this.isProposal(place, this.before[place])) return false;
    return !(seen && seen.facts === mark && seen.text !== textMark(paragraphsOf(this.before[place])));
  }

  isConfirmed({ place, mark }) {
    return this.values[`${place}/dau`] === mark;
  }

  // Whether nobody has written words for what the units reported here.
  isUnwritten(place) {
    return this.standing(place) === "tu-dong" && place.items.length > 0 && !place.within && !place.frame;
  }

  // How many words a place prints.
  words(place) {
    if (place.leftOut || place.within) return 0;
    const said = this.paragraphs(place.place);
    return wordsIn(said.length ? said : place.automatic);
  }

  // What is wrong in the words of a place, as `check` would say it.
  faults(place) {
    const said = this.paragraphs(place.place);
    if (!said.length) return [];
    const path = ["loi_van", place.place, "noi_dung"];
    const text = this.lines(place.place, said);
    const odd = this.foreign.of(this) && this.foreign.holds(text) ? [this.foreign.finding(this, path)] : [];
    const faults = [...textFaults(text, { owner: "noi_dung", keys: true, below: true })].map(({ name, values }) => found(DATA.faults[name], path, { written: text.slice(0, GUESSED), accepts: "", advice: "", ...values }, ""));
    return [...odd, ...faults];
  }

  // --- what is written ----------------------------------------------------------------------------------------

  get changed() {
    return this.places.some((place) => this.isTyped(place.place) || (this.isConfirmed(place) && this.isStale(place)));
  }

  written() {
    const changes = this.places.flatMap((place) => this.changesOf(place));
    if (!changes.length) return this.text;
    const text = spliced(this.text, changes, (path) => this.order(path));
    const tree = readYaml(text);
    const lost = this.places.find(({ place }) => !this.stuck[place] && !same(paragraphsOf(this.said(tree, place)), this.isTyped(place) ? this.paragraphs(place) : paragraphsOf(this.before[place])));
    if (lost) throw new Error(`không ghi được chỗ ${lost.place}`);
    return text;
  }

  changesOf(place) {
    const name = place.place, path = ["loi_van", name];
    const typed = this.isTyped(name);
    if (this.stuck[name] || !(typed || (this.isConfirmed(place) && this.isStale(place)))) return [];
    const said = typed ? this.paragraphs(name) : paragraphsOf(this.before[name]);
    const words = typed ? [{ path: [...path, "noi_dung"], spec: said.length ? { text: this.lines(name, said), below: true } : { nothing: true } }] : [];
    const pin = this.newPin(place, said);
    const old = this.pins[name];
    return pin && !(old && pin === `${old.facts}.${old.text}`) ? [...words, { path: [...path, "dau"], spec: { word: pin } }] : words;
  }

  // The pin that `consolidate` would write: the sources of today, whether the words are still the proposal.
  newPin({ place, mark, proposed, automatic }, said) {
    if (!said.length) return "";
    if (same(said, automatic) && proposed) return `${mark}.${proposed}`;
    const own = textMark(said), proposal = this.pins[place] ? this.pins[place].text : proposed || textMark([]);
    return `${mark}.${proposal === own ? (parseInt(own, 16) ^ 1).toString(16).padStart(4, "0") : proposal}`;
  }

  // Paragraphs as lines of the file; in braces every line end is read as the end of a paragraph.
  lines(place, said) {
    const above = nodeAt(this.tree, ["loi_van", place]);
    if (above && above.flow) return said.join("\n");
    const indent = above && above.type === "map" ? above.indent : 4;
    return said.map((words) => wrapped(words, DATA.width - indent - 2).join("\n")).join("\n\n");
  }

  order(path) {
    if (!path.length) return ["ke_hoach", "ky_bao_cao", "loi_van", "xac_nhan"];
    return path.length === 1 ? this.places.map(({ place }) => place) : DATA.keys;
  }

  // The text was saved: from now on it is what was read. What stands on the screen stays as it was typed.
  rebase(text) {
    const { values } = this;
    this.open(text);
    for (const { place } of this.places) if (same(paragraphsOf(cleaned(values[place])), this.paragraphs(place))) this.values[place] = this.drawn[place] = values[place];
  }

  // --- unsaved typing -----------------------------------------------------------------------------------------

  // What is to be kept: the words that the page did not come with, and what it came with in their places.
  kept() {
    const first = new Wording().open(page.embedded);
    const ids = Object.keys({ ...first.values, ...this.values }).filter((id) => (this.values[id] || "") !== (first.values[id] || ""));
    return { values: Object.fromEntries(ids.map((id) => [id, this.values[id] || ""])), before: Object.fromEntries(ids.map((id) => [id, first.values[id] || ""])) };
  }

  isNews({ values }) {
    const first = new Wording().open(page.embedded).values;
    return Object.entries(values || {}).some(([id, said]) => said !== (first[id] || ""));
  }

  // Put what was kept into the boxes; returns what is to be said of places that others have changed since.
  resume({ values, before }) {
    const first = new Wording().open(page.embedded).values;
    const known = this.places.map(({ place }) => place);
    const others = [];
    for (const [id, said] of Object.entries(values)) {
      const [place, part] = [id.replace(/\/dau$/, ""), id.endsWith("/dau")];
      if (!known.includes(place)) continue;
      this.values[id] = said;
      if (!part && (first[id] || "") !== (before[id] || "") && (first[id] || "") !== said) others.push(place);
    }
    return others.length ? ` Trong tệp, lời văn ở ${others.join(", ")} đã đổi sau khi gõ: hộp giữ chữ đã gõ, xem lại trước khi lưu.` : "";
  }
}

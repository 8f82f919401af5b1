// Vietnamese text that is not Unicode, pasted in from an old file: named in the words of `check`.
//
// The mirror of reportgen/yamlmap/encodings; tests hold both against each other.

let FONTS = null; // the patterns, made once

function fonts() {
  if (FONTS) return FONTS;
  const { syllable, misread, strange, lost, unicodeAlone } = DATA.fonts;
  const whole = lost.replace(/\\w/g, "\\p{L}\\p{N}_");
  const all = (pattern) => new RegExp(pattern, "gu"), some = (pattern) => new RegExp(pattern, "u");
  FONTS = { syllable: new RegExp(`^(?:${syllable})$`, "u"), misread: all(misread), strange: some(strange), strangers: all(strange), unicode: some(unicodeAlone), lost: all(whole), isLost: some(whole) };
  return FONTS;
}

// Whether a look at every line could find anything: most texts have neither sign.
const isOdd = (text) => fonts().strange.test(text) || fonts().isLost.test(text);

// The first line typed in a legacy font, or read in the wrong code page: {line, found, advice}; null for none.
function foreignLine(lines) {
  const { enough, said } = DATA.fonts;
  const lost = lines.filter((line) => line.includes("?") && (line.match(fonts().lost) || []).length >= enough);
  if (lost.length >= enough) return told(lost[0], said.lost);
  const suspects = [];
  for (const line of lines) {
    if (!fonts().strange.test(line)) continue;
    if (isMisread(line)) return told(line, said.misread);
    const [right, wrong] = wordsOf(line);
    if (wrong > 3 * right || isOfFont(line)) suspects.push(line);
  }
  const font = fontOf(suspects.join("\n"));
  return font ? told(suspects[0], said.font.map((words) => words.replace(/\{\w+\}/, font))) : null;

  function told(line, [what, advice]) {
    return { line, found: what, advice };
  }
}

function isMisread(line) {
  const { enough } = DATA.fonts;
  return (line.match(fonts().misread) || []).length >= enough && wordsOf(undone(line))[0] >= enough;
}

// Signs of a legacy font, and no letter that only Unicode has.
function isOfFont(line) {
  return (line.match(fonts().strangers) || []).length >= DATA.fonts.enoughOfSigns && !fonts().unicode.test(line);
}

function fontOf(text) {
  const { names, enoughOfFont } = DATA.fonts;
  return Object.entries({ TCVN3: fromTcvn3, VNI: fromVni }).map(([name, convert]) => {
    const [good, bad] = wordsOf(convert(text));
    return good >= enoughOfFont && good >= 3 * bad ? names[name] : "";
  }).find(Boolean);
}

function fromTcvn3(text) {
  return [...text].map((sign) => DATA.fonts.tcvn3[sign] || sign).join("");
}

function fromVni(text) {
  const letters = [];
  for (const sign of text) {
    const last = letters.length ? [...letters[letters.length - 1]].pop().toLowerCase() : "";
    const mark = last && "aeouyơư".includes(last) ? DATA.fonts.vniMarks[sign.toLowerCase()] : undefined;
    if (mark !== undefined) letters.push(nfc(letters.pop() + mark));
    else letters.push(DATA.fonts.vniLetters[sign] || sign);
  }
  return letters.join("");
}

// What a line was before its UTF-8 bytes were taken for Windows-1252.
function undone(line) {
  const bytes = [...line].map((sign) => (sign.codePointAt(0) < 256 ? sign.codePointAt(0) : DATA.fonts.cp1252[sign])).filter((byte) => byte !== undefined);
  return nfc(new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes)).replace(/\ufffd/g, ""));
}

// How many different accented words can be Vietnamese, and how many cannot.
function wordsOf(text) {
  const words = (text.match(/[\p{L}\p{Nl}\p{No}]+/gu) || []).filter((word) => [...word].length > 1 && /[^\0-\x7f]/.test(word));
  const accented = [...new Set(words)];
  const right = accented.filter((word) => fonts().syllable.test(withoutTones(word.toLowerCase()))).length;
  return [right, accented.length - right];
}

const withoutTones = (word) => nfc([...word.normalize("NFD")].filter((sign) => !TONES.includes(sign)).join(""));

// What `check` will say of the file that would be saved; a long look only where something in it is odd.
class Foreign {
  of(form) {
    const typed = Object.values(form.values).flatMap((value) => (Array.isArray(value) ? value.flatMap(Object.values) : [value]));
    const said = [form.text, ...typed].join("\n");
    if (this.said !== said) [this.said, this.found] = [said, isOdd(nfc(said)) ? foreignLine(this.lines(form, said)) : null];
    return this.found;
  }

  lines(form, said) {
    let text = said;
    try {
      text = form.written();
    } catch (error) {
      // what cannot be written is told when it is saved
    }
    return nfc(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")).split("\n");
  }

  finding(form, path) {
    const { found: what, advice } = this.of(form);
    return { ...found(DATA.faults.OLD_FONT, path, { found: what, advice }), subject: "chữ" };
  }

  // Whether a text stands on the line that was found.
  holds(value) {
    const line = tidy(this.found.line);
    return typeof value === "string" && cleaned(value).split("\n").some((each) => tidy(each) && line.includes(tidy(each).slice(0, GUESSED)));
  }
}

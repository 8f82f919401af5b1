// What the page tells, in the words of the form: what its fields and choices are called, no key of the file.
//
// The mirror of reportgen/pipeline/plain_words, which letters to units are written by; tests hold both together.

const OF_TYPING = /^(?:yaml|khoa|tep|gia-tri)\//; // these quote a line of the file
const IN_ORDER = ["TaskStatus", "TargetStatus", "UnitStatus", "General", "ExtraWork", "OccurrenceStatus", "Estimate", "Through"];
const QUOTED = /(«[^»]*»|\{[^}]*\}|"[^"]*")/;
const namings = new Map(); // by whether a check is about targets, made once

// What a form calls a key: what its line says before it explains.
const called = (about) => about.split(/[;:]|, ví dụ/)[0];

function namingOf(code) {
  const ofTargets = code.startsWith("chi-tieu/");
  if (!namings.has(ofTargets)) {
    const keys = [...(ofTargets ? ["TargetStatus"] : []), ...IN_ORDER].flatMap((record) => DATA.records[record]).filter(({ key }) => key.includes("_") || key === "uoc");
    const names = { ...Object.fromEntries(keys.reverse().map(({ key, about }) => [key, called(about)])), ...choices() };
    const known = Object.keys(names).sort((a, b) => b.length - a.length).join("|"); // no sign in them means anything
    namings.set(ofTargets, { names, known: new RegExp(`(?<![\\p{L}\\p{N}_./-])(${known})(?![\\p{L}\\p{N}_/-])`, "gu") });
  }
  return namings.get(ofTargets);
}

function choices() {
  return Object.fromEntries(["state", "judged"].flatMap((kind) => DATA.kinds[kind].options.map(([value, words]) => [value, words])));
}

// A text with the names of keys and choices in words; what is quoted stays as it was typed.
function inWords(text, code = "") {
  const { names, known } = namingOf(code);
  return text.split(QUOTED).map((part, at) => (at % 2 ? part : part.replace(known, (name) => `«${names[name]}»`))).join("");
}

const isChoice = (advice) => /^(?:cần: một trong: |có phải là )/.test(advice) && Object.keys(choices()).some((word) => advice.includes(word));

// What was found, what is required, what to do.
function saidInWords({ code, found: what, required, advice }) {
  const needed = required && `cần: ${required}`;
  const told = (text) => (OF_TYPING.test(code) && !isChoice(advice || needed || "") ? text : inWords(text, code));
  return [what, needed, advice].filter(Boolean).map(told);
}

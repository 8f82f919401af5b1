// What the office has changed in a form since a file of it was made: its explanations carry a mark of what they say.
//
// The mirror of reportgen/patching/block.

const MADE = /^[ \t]*#: \(dành cho máy, không sửa: bản ([0-9a-f]{6}) của ([^()\n]+)\)/gm;

const marksOf = (text) => new Map([...nfc(text).matchAll(MADE)].map(([, mark, owner]) => [owner.trim(), mark]));

// The rows that are new, those that are explained otherwise now, those that are there no more with what was typed into them.
function reissuedSince(form) {
  const [before, now] = [marksOf(form.text), marksOf(textOf(DATA.blank))];
  const rows = [...DATA.targets.map(({ code }) => ["chi_tieu", code]), ...DATA.tasks.map(({ code }) => ["nhiem_vu", code])].filter(([, code]) => now.has(code));
  const gone = form.strange.filter(({ path }) => path.length === 2 && before.has(path[1])).map(({ path }) => [...path, typedAt(nodeAt(form.tree, path))]);
  if (!before.size) return { added: [], changed: [], gone };
  return { added: rows.filter(([, code]) => !before.has(code)), changed: rows.filter(([, code]) => before.has(code) && before.get(code) !== now.get(code)), gone };
}

// All that stands below a key, in its order.
function typedAt(node) {
  if (!node) return "";
  if (node.type === "scalar") return isNothing(node) ? "" : tidy(cleaned(node.value));
  const below = node.type === "map" ? [...node.entries.values()] : node.items;
  return below.map((entry) => typedAt(entry.node)).filter(Boolean).join("; ");
}

const isReissued = ({ added, changed, gone }) => added.length + changed.length + gone.length > 0;

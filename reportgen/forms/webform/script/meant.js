// Names in a file that are meant but for accents, capitals, dots and dashes: the program reads on under the right one.

const CALLED = /^\s*(?:nhiệm vụ|chỉ tiêu|mục|mã|stt)\s+/iu;
const squeezed = (code) => code.replace(CALLED, "").replace(/[./()\s_\-]/g, "").toUpperCase().replace(/L/g, "I");

// The tree of a text, each entry under the name that it means; `typed` keeps how it stands in the file.
function readForms(text, tab) {
  const read = parsed(text, tab);
  meantKeys("UnitStatus", read.tree);
  return read;
}

function meantKeys(record, node) {
  if (!node || node.type !== "map") return;
  const known = keysOf(record);
  rename(node, known, (key) => known.find((own) => bareKey(own) === bareKey(key)));
  for (const { key, kind } of DATA.records[record]) {
    const inner = nodeAt(node, [key]);
    if (key === "chi_tieu" || key === "nhiem_vu") meantRows(inner, ROW_OF[key]);
    else if (listKind(key, kind) in RECORD_OF && inner) (inner.type === "seq" ? inner.items.map((item) => item.node) : [inner]).forEach((item) => meantKeys(RECORD_OF[listKind(key, kind)], item));
    else if (key === "ky" && inner && inner.type === "map") for (const [, time] of inner.entries) meantKeys("OccurrenceStatus", time.node);
    else if (kind in DATA.records) meantKeys(kind, inner);
  }
}

const ROW_OF = { chi_tieu: "TargetStatus", nhiem_vu: "TaskStatus" };

function meantRows(node, record) {
  if (!node || node.type !== "map") return;
  if (!DATA.codes) DATA.codes = [...DATA.targets, ...DATA.tasks, ...DATA.helped].map((row) => row.code);
  rename(node, DATA.codes, (key) => {
    const like = DATA.codes.filter((code) => squeezed(code) === squeezed(key));
    return like.length === 1 ? like[0] : undefined;
  });
  for (const [, row] of node.entries) meantKeys(record, row.node);
}

function rename(node, known, meant) {
  for (const [key, entry] of [...node.entries]) {
    const own = known.includes(key) ? undefined : meant(key);
    if (!own || node.entries.has(own)) continue;
    node.entries.delete(key);
    node.entries.set(own, Object.assign(entry, { key: own, typed: key }));
  }
}

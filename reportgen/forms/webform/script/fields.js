// The fields of a form: which there are, what a file says in each, and what is to be written where one was changed.
//
// A value is a text, "" where nothing is typed; a list of records an array of {field: text, at: its place in the file}.

const LISTS = { proposals: ["noi_dung", "gui"], extra: ["noi_dung", "ket_qua", "van_ban"], accepted: ["canh_bao", "muc", "ly_do"] };
const RECORD_OF = { proposals: "Proposal", extra: "ExtraWork", accepted: "Acknowledgement" };
const listKind = (key, kind) => ({ phat_sinh: "extra", xac_nhan: "accepted" })[key] || kind;
const PARTS = { Estimate: "uoc", Through: "so_don_vi" };

const keysOf = (record) => DATA.records[record].map((each) => each.key);
const keyOf = (record, key) => DATA.records[record].find((each) => each.key === key);

// All fields in their order: {id, path, kind, below, about, hint, code}.
function allFields() {
  const fields = [field("UnitStatus", ["ngay_lap"])];
  for (const target of DATA.targets) fields.push(...targetFields(target));
  for (const task of [...DATA.tasks, ...DATA.helped]) fields.push(...taskFields(task));
  for (const key of keysOf("General")) fields.push(field("General", ["chung", key]));
  fields.push({ ...field("UnitStatus", ["phat_sinh"]), kind: "extra" });
  fields.push({ ...field("UnitStatus", ["xac_nhan"]), kind: "accepted" });
  return fields;
}

function field(record, path, more = {}) {
  const { kind, about, hint, below } = keyOf(record, path[path.length - 1]);
  return { id: idOf(path), path, kind, about, hint, below, ...more };
}

function targetFields(target) {
  const at = ["chi_tieu", target.code];
  const keys = [...target.keys];
  if (target.rate) keys.splice(keys.indexOf("mau_so") + 1, 0, "ty_le", "uoc");
  if (target.counted) keys.push("toan_co_quan");
  return keys.flatMap((key) => {
    if (key === "uoc") return keysOf("Estimate").map((part) => field("Estimate", [...at, "uoc", part], { code: target.code }));
    const hint = target.hints[key] || keyOf("TargetStatus", key).hint;
    return [field("TargetStatus", [...at, key], { code: target.code, hint })];
  });
}

function taskFields(task) {
  const at = ["nhiem_vu", task.code];
  return task.keys.flatMap((key) => {
    const path = [...at, key], code = task.code;
    if (key === "so_don_vi") return keysOf("Through").map((part) => field("Through", [...path, part], { code }));
    if (key !== "ky") return [field("TaskStatus", path, { code, ...(key === "ngay_hoan_thanh" && task.dateHint ? { hint: task.dateHint } : {}) })];
    return offered(task).flatMap(([time]) => keysOf("OccurrenceStatus").map((part) => field("OccurrenceStatus", [...path, time, part], { code, time })));
  });
}

// The times that a form asks for, and the next to come: what is done already may be said.
function offered(task) {
  const next = task.times.find(([code, , , due]) => !due && !task.asked.includes(code));
  return task.times.filter(([code]) => task.asked.includes(code) || (next && code === next[0]));
}

// --- what a file says --------------------------------------------------------------------------------

// Return {values by id, stuck: by id why a field cannot be filled in here}.
function readForm(tree, fields) {
  const values = {}, stuck = {};
  for (const each of fields) {
    try {
      values[each.id] = valueOf(each, tree);
    } catch (error) {
      if (typeof error !== "string") throw error;
      values[each.id] = each.kind in LISTS ? [] : "";
      stuck[each.id] = error;
    }
  }
  return { values, stuck };
}

function valueOf(field, tree) {
  const { path, kind } = field;
  if (field.time) return timeValue(field, tree);
  const node = nodeAt(tree, path);
  if (path.length > 1 && !node) sure(tree, path);
  if (kind in LISTS) return listValue(kind, node);
  if (isNothing(node)) return "";
  if (kind === "lines") return linesValue(node);
  if (node.type !== "scalar") throw "nội dung đang là danh sách hoặc các mục con";
  return scalarValue(kind, node);
}

// What stands above a field must be a record, else nothing can be put under it.
function sure(tree, path) {
  for (let depth = 1; depth < path.length; depth += 1) {
    const above = nodeAt(tree, path.slice(0, depth));
    if (!above) return;
    if (above.type !== "map" && !isNothing(above)) throw `mục ${path[depth - 1]} có nội dung khác mẫu`;
  }
}

function scalarValue(kind, node) {
  const text = node.value;
  if (kind === "text" || kind === "name") return text.trim();
  const plain = text.trim().replace(/^[“”„‟"'‘’]+|[“”„‟"'‘’]+$/g, "");
  if (kind === "flag") {
    const read = readFlag(plain);
    return read.value === undefined ? plain : read.value ? "có" : "";
  }
  if (kind === "state" || kind === "judged") return readChoice(plain, DATA.kinds[kind]).value || plain;
  return plain;
}

function linesValue(node) {
  if (node.type === "scalar") return node.value.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  if (node.type !== "seq" || node.items.some((item) => item.node.type !== "scalar")) throw "nội dung đang là các mục con";
  return node.items.filter((item) => !isNothing(item.node)).map((item) => item.node.value.trim().replace(/\s*\n\s*/g, " ")).join("\n");
}

function timeValue(field, tree) {
  const above = field.path.slice(0, -1), part = field.path[field.path.length - 1];
  const node = nodeAt(tree, above);
  if (!node) sure(tree, above);
  if (isNothing(node)) return "";
  if (node.type === "scalar") return part === "trang_thai" ? scalarValue("state", node) : "";
  if (node.type !== "map") throw "nội dung đang là danh sách";
  const inner = nodeAt(node, [part]);
  if (isNothing(inner)) return "";
  if (inner.type !== "scalar") throw "nội dung đang là các mục con";
  return scalarValue(field.kind, inner);
}

function listValue(kind, node) {
  if (isNothing(node)) return [];
  const blank = Object.fromEntries(LISTS[kind].map((key) => [key, ""]));
  if (kind === "proposals" && node.type !== "seq") return [{ ...blank, ...recordValue(kind, node), at: 0 }];
  if (node.type !== "seq") throw "nội dung phải là danh sách, mỗi mục một dấu -";
  return node.items.map((item, at) => ({ ...blank, ...recordValue(kind, item.node), at }));
}

function recordValue(kind, node) {
  if (node.type === "scalar" && kind === "proposals") return { noi_dung: node.value.trim() };
  if (isNothing(node)) return {};
  if (node.type !== "map") throw "nội dung khác mẫu";
  const said = {};
  for (const key of LISTS[kind]) {
    const inner = nodeAt(node, [key]);
    if (isNothing(inner)) continue;
    if (key !== "van_ban" && inner.type !== "scalar") throw "nội dung khác mẫu";
    said[key] = key === "van_ban" ? linesValue(inner) : inner.value.trim();
  }
  return said;
}

// Keys and rows of a file that the page has no field for: they stay, and are told.
function strangers(tree) {
  const found = [];
  const look = (node, known, path) => {
    if (!node || node.type !== "map") return;
    for (const [key, entry] of node.entries) if (!known.includes(key)) found.push({ line: entry.line + 1, path: [...path, key] });
  };
  look(tree, keysOf("UnitStatus"), []);
  look(nodeAt(tree, ["chung"]), keysOf("General"), ["chung"]);
  const rows = [["chi_tieu", DATA.targets, "TargetStatus"], ["nhiem_vu", [...DATA.tasks, ...DATA.helped], "TaskStatus"]];
  for (const [section, own, record] of rows) {
    const node = nodeAt(tree, [section]);
    const codes = own.map((row) => row.code);
    look(node, codes, [section]);
    for (const code of codes) look(nodeAt(tree, [section, code]), keysOf(record), [section, code]);
  }
  return found;
}

// --- what is to be written ------------------------------------------------------------------------------

function orderOf(path) {
  const last = path[path.length - 1];
  if (!path.length) return keysOf("UnitStatus");
  if (typeof last === "number") return keysOf({ phat_sinh: "ExtraWork", xac_nhan: "Acknowledgement" }[path[path.length - 2]] || "Proposal");
  if (path.length === 1) return { chi_tieu: DATA.targets.map((row) => row.code), nhiem_vu: [...DATA.tasks, ...DATA.helped].map((row) => row.code), chung: keysOf("General") }[last] || [];
  if (path.length === 2) return path[0] === "chi_tieu" ? keysOf("TargetStatus") : keysOf("TaskStatus");
  if (last === "uoc") return keysOf("Estimate");
  if (last === "so_don_vi") return keysOf("Through");
  if (last === "ky") return ([...DATA.tasks, ...DATA.helped].find((row) => row.code === path[1]) || { times: [] }).times.map(([code]) => code);
  return keysOf("OccurrenceStatus");
}

// How a value is written: a spec of splice.js.
function specOf(field, value) {
  const said = cleaned(value);
  if (said === "") return null;
  if (field.kind === "text" || field.kind === "name") return { text: said, below: isBelow(field) };
  if (field.kind === "lines") return linesSpec(value);
  return { word: properly(field, said) };
}

// A form has room below the key for all texts but those beside figures.
const isBelow = (field) => field.below && field.path[0] !== "chi_tieu";

function linesSpec(value) {
  const lines = cleaned(value).split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.length ? { lines } : null;
}

// What was typed otherwise but has one meaning is written as the form asks.
function properly(field, said) {
  const read = readValue(field, said);
  if (read.meant) return read.meant;
  return field.kind === "percent" && read.value ? said.replace(/\s*%$/, "") : said;
}

function readValue(field, said) {
  switch (field.kind) {
    case "number": return readNumber(said, field.path[0] === "chi_tieu" ? aboutOf(field.code) : {});
    case "percent": return readPercent(said);
    case "count": return readCount(said);
    case "date": return readDate(said);
    case "flag": return readFlag(said);
    case "state": case "judged": return readChoice(said, DATA.kinds[field.kind]);
    default: return { value: said };
  }
}

function aboutOf(code) {
  const target = DATA.targets.find((each) => each.code === code);
  return target ? { measure: target.measure, counted: target.name } : {};
}

// The changes from what a file says (before) to what stands in the form (now).
function changesOf(tree, fields, before, now) {
  const changes = [], seen = new Set();
  for (const each of fields) {
    if (!differs(each, before[each.id], now[each.id])) continue;
    if (each.kind in LISTS) changes.push(...listChanges(each, nodeAt(tree, each.path), before[each.id], now[each.id]));
    else if (each.time || Object.values(PARTS).includes(each.path[2])) changes.push(...partChanges(each, tree, fields, now, before, seen));
    else changes.push({ path: each.path, spec: specOf(each, now[each.id]) });
  }
  return changes;
}

// Tell whether a field was changed; records that nothing was typed in are none.
function differs(field, before, now) {
  if (!(field.kind in LISTS)) return before !== now;
  const filled = now.filter((item) => item.at !== undefined || hasText(item, LISTS[field.kind]));
  return filled.length !== before.length || filled.some((item, index) => item.at !== index || !saysTheSameAs(item, before[index], LISTS[field.kind]));
}

const bareText = (item, key) => (key === "van_ban" ? ((linesSpec(item[key] || "") || { lines: [] }).lines.join("\n")) : cleaned(item[key] || ""));
const saysTheSameAs = (item, other, keys) => keys.every((key) => bareText(item, key) === bareText(other, key));

// A record of two short values stands in braces on one line, unless the file has it on lines of its own.
function partChanges(field, tree, fields, now, before, seen) {
  const above = field.path.slice(0, -1), id = idOf(above);
  const node = nodeAt(tree, above);
  const parts = fields.filter((each) => idOf(each.path.slice(0, -1)) === id);
  const filled = parts.filter((part) => cleaned(now[part.id]));
  if (node && node.type === "map" && !(node.flow && !filled.length)) {
    return [{ path: field.path, spec: specOf(field, now[field.id]) }];
  }
  if (seen.has(id)) return [];
  seen.add(id);
  if (!filled.length) return [{ path: above, spec: null }];
  if (field.time && filled.length === 1 && filled[0].kind === "state") return [{ path: above, spec: specOf(filled[0], now[filled[0].id]) }];
  return [{ path: above, spec: { flow: filled.map((part) => [part.path[part.path.length - 1], specOf(part, now[part.id])]) } }];
}

const hasText = (item, keys) => keys.some((key) => cleaned(item[key] || ""));

function listChanges(field, node, before, now) {
  const keys = LISTS[field.kind];
  const items = now.filter((item) => hasText(item, keys));
  const spec = (item, key) => (key === "van_ban" ? linesSpec(item[key]) : cleaned(item[key] || "") ? { text: cleaned(item[key]) } : null);
  const required = field.kind === "accepted" ? keys : ["noi_dung"];
  const record = (item) => keys.filter((key) => spec(item, key) || required.includes(key)).map((key) => [key, spec(item, key)]);
  if (!items.length) return [{ path: field.path, spec: null }];
  const alone = field.kind === "proposals" && items.length === 1 && !cleaned(items[0].gui || "");
  if (alone && (isNothing(node) || node.type === "scalar")) return [{ path: field.path, spec: { text: cleaned(items[0].noi_dung), below: true } }];
  const kept = items.filter((item) => item.at !== undefined);
  const inPlace = node && node.type === "seq" && kept.length && kept.every((item) => node.items[item.at].node.type === "map" || saysTheSameAs(item, before[item.at], keys));
  if (!inPlace) return [{ path: field.path, spec: { records: items.map(record) } }];
  const changes = [];
  before.forEach((old) => {
    if (!kept.some((item) => item.at === old.at)) changes.push({ path: [...field.path, old.at], spec: { remove: true } });
  });
  for (const item of kept) {
    for (const key of keys) if (bareText(item, key) !== bareText(before[item.at], key)) changes.push({ path: [...field.path, item.at, key], spec: spec(item, key) });
  }
  for (const item of items) if (item.at === undefined) changes.push({ path: field.path, spec: { append: record(item) } });
  return changes;
}

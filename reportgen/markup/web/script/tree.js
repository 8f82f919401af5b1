// Finding one's way in what yaml.js has read.

const idOf = (path) => path.join("/");
const EMPTY_WORDS = ["~", "null", "Null", "NULL"];

function nodeAt(tree, path) {
  let node = tree;
  for (const step of path) {
    if (!node || node.type === "scalar") return undefined;
    if (typeof step === "string") node = node.type === "map" ? (node.entries.get(step) || {}).node : undefined;
    else if (node.type === "seq") node = (node.items[step] || {}).node;
    else if (step > 0) return undefined; // one record stands for a list of one
  }
  return node;
}

const isNothing = (node) => !node || (node.type === "scalar" && (!node.value.trim() || (node.style === "plain" && EMPTY_WORDS.includes(node.value))));

// The error about a file that is another than the page wants: nothing in it is to be mended.
const wrongFile = (line, words, advice) => Object.assign(new Unreadable(line, words, advice), { whole: true });

// Throws Unreadable where a file says that it is of something else than `page`.
function ownFile(tree, page) {
  const said = (key) => {
    const node = nodeAt(tree, [key]);
    return node && node.type === "scalar" ? nfc(node.value.replace(UNSEEN, "")).trim() : "";
  };
  const wrong = Object.entries(DATA.identity).find(([key, own]) => said(key) && said(key) !== own);
  if (wrong) throw wrongFile(tree.entries.get(wrong[0]).line + 1, `tệp ghi ${wrong[0]}: ${said(wrong[0])}, ${page} là của ${wrong[1]}`, "mở đúng tệp, hoặc mở đúng trang của đơn vị và kỳ ấy");
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

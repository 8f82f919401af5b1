// Finding one's way in what yaml.js has read.

const EMPTY_WORDS = ["~", "null", "Null", "NULL"];

function nodeAt(tree, path) {
  let node = tree;
  for (const step of path) {
    if (!node || node.type === "scalar") return undefined;
    node = typeof step === "number" ? (node.items[step] || {}).node : node.type === "map" ? (node.entries.get(step) || {}).node : undefined;
  }
  return node;
}

const isNothing = (node) => !node || (node.type === "scalar" && (!node.value.trim() || (node.style === "plain" && EMPTY_WORDS.includes(node.value))));

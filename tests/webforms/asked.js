// Asks ACTS of an answer file what a line of JSON says; answers with one.
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const asked = JSON.parse(line);
  let answer;
  try {
    answer = ACTS[asked.act](asked);
  } catch (error) {
    answer = error instanceof Unreadable ? { refused: error.line, words: error.message, advice: error.advice } : { error: String(error.stack) };
  }
  const text = JSON.stringify(answer, (key, value) => (typeof value === "bigint" ? String(value) : value));
  process.stdout.write(`${text}\n`);
});

// Which rows the words of a group leave out: the mirror of reportgen/consolidating/unmentioned.

const FIGURE = /\p{Nd}[\p{Nd}.,]*\p{Nd}|\p{Nd}/gu;
const NUMBERED = /\p{Nd}+[^\s,;]*\/[^\s,;.]+/u;
const WORD = /[\p{L}\p{N}_]+/gu;
const SHARED = 0.35; // least share of a row's pairs of words that stand in the words as well

const pairsOf = (folded) => {
  const words = folded.match(WORD) || [];
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
};

// Return a function that tells whether a row ({result, documents}) is mentioned in `text`.
function mentioning(text, sums) {
  const said = fold(text);
  const figures = new Set([...(text.match(FIGURE) || []), ...(sums.match(FIGURE) || [])]);
  const pairs = pairsOf(said);
  return ({ result, documents }) => {
    const numbers = documents.map((document) => (NUMBERED.exec(document) || [])[0]).filter(Boolean);
    if (numbers.some((number) => said.includes(fold(number)))) return true;
    if ((result.match(FIGURE) || []).some((figure) => figure.length > 1 && figures.has(figure))) return true;
    const mine = [...pairsOf(fold(result))];
    return mine.length > 0 && mine.filter((pair) => pairs.has(pair)).length >= SHARED * mine.length;
  };
}

// The rows of a group's own tasks that have a result: {code, who, result, documents}.
function resultsOf(place) {
  const own = place.items.filter((item, at, all) => place.own.includes(item.code) && all.findIndex((other) => other.code === item.code) === at);
  return own.flatMap((item) => item.rows.flatMap((row) => {
    const facts = Object.fromEntries(row.facts);
    return facts.ket_qua ? [{ code: item.code, who: row.who, result: facts.ket_qua, documents: facts.van_ban || [] }] : [];
  }));
}

// The rows that words leave out; the sums of a place are words of how its figures were reckoned.
function unmentioned(place, text) {
  const isMentioned = mentioning(text, place.sums.join(" "));
  return resultsOf(place).filter((row) => !isMentioned(row));
}

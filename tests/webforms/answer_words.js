// Answers questions about the office's words, a line of JSON each: the script of their page without the page.
"use strict";
const page = { embedded: "" };
const by = (values, make) => Object.fromEntries(values.map((value) => [value.place, make(value)]));

const ACTS = {
  data({ data }) {
    useData(data);
    page.embedded = data.text;
    return {};
  },
  texts({ texts }) {
    return { paragraphs: texts.map(paragraphsOf), marks: texts.map((text) => textMark(paragraphsOf(text))), shown: texts.map((text) => paragraphsOf(shownText(paragraphsOf(text)))), lines: texts.map((text) => paragraphsOf(text).map((words) => wrapped(words, 40))), words: texts.map((text) => wordsIn(paragraphsOf(text))) };
  },
  // As on the page: a file is opened, boxes are filled in, the file is saved.
  fill({ text = DATA.text, values = {} }) {
    const form = new Wording().open(text);
    Object.assign(form.values, values);
    const standings = by(DATA.places, (place) => form.standing(place));
    const left = by(DATA.places, (place) => unmentioned(place, form.paragraphs(place.place).join("\n")).map(({ code, who }) => `${code} ${who}`));
    const faults = DATA.places.flatMap((place) => form.faults(place).map((finding) => [place.place, finding.code]));
    const changed = form.changed, first = { ...new Wording().open(text).values };
    const written = form.written();
    form.rebase(written);
    return { text: written, first, standings, left, faults, changed, idle: form.changed, again: form.written() === written, strange: form.strange, unwritten: DATA.places.filter((place) => form.isUnwritten(place)).map((place) => place.place) };
  },
  kept({ values, data }) {
    const form = new Wording().open(DATA.text);
    Object.assign(form.values, values);
    const kept = form.kept(), news = form.isNews(kept);
    useData(data);
    page.embedded = data.text;
    const later = new Wording().open(data.text);
    return { kept, news, still: later.isNews(kept), said: later.resume(kept), values: later.values };
  },
};

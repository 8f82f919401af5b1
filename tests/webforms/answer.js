// Answers questions about forms, a line of JSON each: the script of a form without its page.
"use strict";

const ACTS = {
  data({ data }) {
    useData(data);
    return {};
  },
  blank() {
    return { blank: textOf(DATA.blank) };
  },
  fields() {
    return { fields: new Form().fields };
  },
  read({ text }) {
    const form = new Form().open(text);
    const listed = form.fields.filter(({ path }) => (nodeAt(form.tree, path) || {}).type === "seq").map(({ id }) => id);
    return { values: form.values, stuck: form.stuck, strange: form.strange, listed, same: form.written() === text };
  },
  fill({ text, values }) {
    const form = new Form().open(text);
    Object.assign(form.values, values);
    const shown = new Checks(form).all();
    const written = form.written();
    return { text: written, ...shown, again: new Form().open(written).values };
  },
  // As on the page: filled in, saved, filled in further, saved again.
  twice({ text, values, then }) {
    const form = new Form().open(text);
    Object.assign(form.values, values);
    form.rebase(form.written());
    const idle = form.changed;
    Object.assign(form.values, then);
    return { text: form.written(), idle };
  },
  foreign({ texts }) {
    return { found: texts.map((text) => foreignLine(text.split("\n"))) };
  },
  readings({ texts }) {
    const one = (read) => ({ value: read.value === undefined ? null : show(read.value), reason: read.reason || null, meant: read.meant || null, guess: read.guess || null });
    const show = (value) => (typeof value === "object" ? `${value.n}/${value.d}` : value);
    return { readings: texts.map((text) => ({ number: one(readNumber(text, {})), count: one(readCount(text)), percent: one(readPercent(text)), date: one(readDate(text)), fold: fold(text) })) };
  },
  reissued({ text }) {
    return { news: reissuedSince(new Form().open(text)) };
  },
  told({ findings }) {
    return { told: findings.map(saidInWords) };
  },
  judge({ target, row }) {
    const given = Object.fromEntries(["numerator", "denominator", "rate"].map((key) => [key, row[key] === null ? null : ofText(row[key])]));
    return { result: resultOf(target, { ...given, judged: row.judged }) };
  },
};

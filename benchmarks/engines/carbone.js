// Carbone Community Edition as its manual shows it.
const fs = require("fs");
const carbone = require("carbone");

const [data, template, output, runs] = process.argv.slice(2);
const context = JSON.parse(fs.readFileSync(data, "utf8"));
const seconds = [];

function render(left, made) {
  if (!left) {
    fs.writeFileSync(output, made);
    console.log(JSON.stringify(seconds));
    process.exit(0);
  }
  const begun = process.hrtime.bigint();
  carbone.render(template, context, (error, result) => {
    if (error) throw error;
    seconds.push(Number(process.hrtime.bigint() - begun) / 1e9);
    render(left - 1, result);
  });
}
render(Number(runs), null);

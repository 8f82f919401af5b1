// docxtemplater as its manual shows it.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [data, template, output, runs] = process.argv.slice(2);
const context = JSON.parse(fs.readFileSync(data, "utf8"));
const seconds = [];
let made;
for (let run = 0; run < Number(runs); run++) {
  const begun = process.hrtime.bigint();
  const document = new Docxtemplater(new PizZip(fs.readFileSync(template)), { paragraphLoop: true, linebreaks: true });
  document.render(context);
  made = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  seconds.push(Number(process.hrtime.bigint() - begun) / 1e9);
}
fs.writeFileSync(output, made);
console.log(JSON.stringify(seconds));

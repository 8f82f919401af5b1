// Drives one real browser through scenarios of pages of ours, each as on a machine that knows none of the others.
// The first line of JSON says which browser, each later one which scenario, answered by a line of JSON.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const told = async () => {
  const { value, done } = await lines.next();
  return done ? null : JSON.parse(value);
};
const { executable, modules, downloads, ...started } = await told();
const require = createRequire(path.join(modules, "x.js"));
const puppeteer = require("puppeteer-core");

const firefox = started.browser === "firefox";
const browser = await puppeteer.launch({
  browser: firefox ? "firefox" : "chrome",
  executablePath: executable,
  headless: true,
  args: firefox ? [] : ["--no-sandbox", "--disable-gpu"],
  extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true, "browser.download.always_ask_before_handling_new_types": false },
});

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
let asked = null;
let errors = [];

async function opened(file = asked.page) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => errors.push(String(error.message || error)));
  page.on("dialog", async (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    await dialog.accept();
  });
  if (!firefox) {
    const session = await page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  }
  await page.setViewport({ width: asked.width || 1200, height: 1000 });
  if (!firefox) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: asked.dark ? "dark" : "light" }]);
  if (file) await page.goto(pathToFileURL(file).href);
  return page;
}

async function downloaded(name) {
  const file = path.join(downloads, name);
  for (let at = 0; at < 100; at += 1) {
    if (fs.existsSync(file) && fs.statSync(file).size) {
      await wait(150);
      const text = fs.readFileSync(file, "utf8");
      if (!firefox) fs.unlinkSync(file); // driven as it is, Chromium writes a second one over the first
      return text;
    }
    await wait(100);
  }
  throw new Error(`no download: ${fs.readdirSync(downloads)}`);
}

const byId = (id) => `[data-id="${id}"]`;
const said = (page, selector) => page.$eval(selector, (element) => element.textContent.replace(/\s+/g, " ").trim());
async function insert(page, text) {
  for (const sign of text) await page.keyboard.sendCharacter(sign);
}

const press = (page, words, at = 0) => page.evaluate((text, nth) => {
  [...document.querySelectorAll("button")].filter((button) => button.textContent === text)[nth].click();
}, words, at);

async function type(page, id, text) {
  await page.focus(`textarea${byId(id)}, input${byId(id)}`);
  await page.keyboard.type(text);
}

const CSS = (id) => `#${id.slice(1).replace(/\./g, "\\.")}`;

const SCENARIOS = {
  // An officer fills in what is given, leaves, comes back, goes on, saves.
  async officer() {
    let page = await opened();
    await page.evaluate(() => document.querySelectorAll("details.dong").forEach((row) => { row.open = true; }));
    await wait(100);
    for (const [id, value] of asked.choices) await page.click(`input${byId(id)}[value="${value}"]`);
    for (const [id, value] of asked.texts.slice(0, -1)) await type(page, id, value);
    await wait(2200);
    const before = await said(page, "#thanh p");
    await page.close();
    page = await opened();
    const offered = await said(page, "#ban-giu");
    await press(page, "Dùng tiếp bản ấy");
    const [id, value] = asked.texts.at(-1);
    await type(page, id, value);
    await wait(400);
    const state = await said(page, "#can-xem");
    const results = await page.$$eval("output", (all) => all.map((one) => one.textContent));
    await press(page, "Lưu tệp YAML");
    const text = await downloaded(asked.file);
    const order = await page.$$eval("main > section", (all) => all.map(({ id }) => id));
    return { before, offered, state, results, text, order, status: await said(page, "#bao") };
  },

  // The office writes words, takes the machine's for another place, confirms a third, leaves, comes back, saves.
  async desk() {
    let page = await opened();
    const first = await page.$$eval("details.cho[open]", (all) => all.map((row) => row.id));
    await page.evaluate(() => document.querySelectorAll("details.cho").forEach((row) => { row.open = true; }));
    await wait(200);
    const changed = await page.$$eval("del, .dong-nguon ins", (all) => all.map((one) => one.textContent));
    for (const [id, value] of asked.texts) await type(page, id, value);
    await page.click(`input${byId(`${asked.confirmed}/dau`)}`);
    await page.$eval(`details.cho[id="o-${asked.taken}"] .cac-lenh button`, (taking) => taking.click());
    await page.keyboard.type(" Thêm.");
    await wait(2200);
    await page.close();
    page = await opened();
    const offered = await said(page, "#ban-giu");
    await press(page, "Dùng tiếp bản ấy");
    await wait(400);
    const [count, state] = [await said(page, "#thanh p"), await said(page, "#can-xem")];
    await press(page, "Lưu tệp YAML");
    return { first, changed, offered, count, state, text: await downloaded(asked.file), status: await said(page, "#bao") };
  },

  // UniKey: Backspace and the accented letter, no composition; Telex of Windows: a composition. Enter only breaks lines.
  async typing() {
    const page = await opened();
    const id = asked.texts[0][0];
    await page.evaluate(() => { document.querySelector("details.dong").open = true; });
    await page.focus(`textarea${byId(id)}`);
    for (const [plain, marked] of [["a", "â"], ["d", "đ"], ["e", "ế"]]) {
      await page.keyboard.type(plain);
      await page.keyboard.press("Backspace");
      await insert(page, marked);
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    if (firefox) await insert(page, "việc");
    else {
      const session = await page.createCDPSession();
      for (const text of ["v", "vi", "vie", "viê", "việ", "việc"]) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await session.send("Input.insertText", { text: "việc" });
    }
    await insert(page, " e\u0301");
    const shown = await page.$eval(`textarea${byId(id)}`, (element) => element.value);
    await press(page, "Lưu tệp YAML");
    return { shown, text: await downloaded(asked.file) };
  },

  // How long a key takes until the page has answered it, at the end of a large form.
  async speed() {
    const started = Date.now();
    const page = await opened();
    const loaded = Date.now() - started;
    await press(page, "Mở hết");
    await wait(1500);
    const id = asked.texts[0][0];
    await page.focus(`textarea${byId(id)}`);
    const times = await page.evaluate(async (own) => {
      const area = document.querySelector(`textarea[data-id="${own}"]`);
      const found = [];
      for (let at = 0; at < 30; at += 1) {
        const begin = performance.now();
        area.value += "x";
        area.dispatchEvent(new Event("input", { bubbles: true }));
        area.getBoundingClientRect();
        found.push(performance.now() - begin);
      }
      return found;
    }, id);
    const pause = await page.evaluate(async () => {
      const long = [];
      let last = performance.now();
      const timer = setInterval(() => { const now = performance.now(); long.push(now - last); last = now; }, 1);
      await new Promise((done) => setTimeout(done, 2600));
      clearInterval(timer);
      return Math.max(...long);
    });
    const visible = await page.$eval(`textarea${byId(id)}`, (area) => area.getBoundingClientRect().bottom <= innerHeight && area.getBoundingClientRect().top >= 0);
    await page.evaluate(() => {
      globalThis.painted = [];
      document.addEventListener("keydown", () => {
        const begin = performance.now();
        requestAnimationFrame(() => setTimeout(() => globalThis.painted.push(performance.now() - begin)));
      }, true);
    });
    for (let at = 0; at < 40; at += 1) {
      await page.keyboard.press("x");
      await wait(15);
    }
    await wait(1000);
    const painted = (await page.evaluate(() => globalThis.painted)).sort((one, other) => one - other);
    return { loaded, key: Math.max(...times), pause, visible, painted: painted[Math.floor(painted.length * 0.97)] };
  },

  // Payloads in the plan and in the form: nothing of them runs, all of them are seen as text.
  async payloads() {
    const page = await opened();
    await page.evaluate(() => document.querySelectorAll("details").forEach((row) => { row.open = true; }));
    for (const [id, value] of asked.texts) {
      await page.$eval(`textarea${byId(id)}`, (area, text) => {
        area.value = text;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }, value);
    }
    await wait(600);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await press(page, "Lưu tệp YAML");
    const text = await downloaded(asked.file);
    await wait(300);
    const seen = await page.evaluate(() => document.body.textContent);
    const fields = await page.evaluate(async (payloads) => {
      const all = [...document.querySelectorAll("textarea, input[type=text]")];
      for (let round = 0; round < 3; round += 1) {
        all.forEach((field, at) => {
          const several = payloads.slice(round * 20, round * 20 + 20).join("\n");
          field.value = field.tagName === "TEXTAREA" ? several : payloads[(round * 20 + at) % payloads.length];
          field.dispatchEvent(new Event("input", { bubbles: true }));
        });
        await new Promise((done) => setTimeout(done, 400)); // until what is wrong in them is told
      }
      return all.length;
    }, asked.payloads);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const ran = await page.evaluate(() => [document.title, Boolean(window.chay), document.querySelectorAll("script, img, svg, iframe").length]);
    return { ran, fields, seen: asked.seen.filter((payload) => seen.includes(payload)).length, text };
  },

  // What axe finds, closed and open, and what runs off the side.
  async access() {
    const page = await opened();
    const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const found = [];
    for (const open of [false, true]) {
      await page.evaluate((all) => document.querySelectorAll("details").forEach((row) => { row.open = all; }), open);
      await wait(500);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      found.push(...violations.map((one) => `${one.id}: ${one.nodes.length} ${one.nodes[0].html.slice(0, 200)}`));
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (asked.shot) await page.screenshot({ path: asked.shot, fullPage: true });
    return { found, wide };
  },

  // Two windows of one page, both typed into and closed; then storage that is full, and leaving.
  async keeping() {
    const [first, second] = [await opened(), await opened()];
    await first.evaluate(() => document.querySelectorAll("details.dong").forEach((row) => { row.open = true; }));
    await second.evaluate(() => document.querySelectorAll("details.dong").forEach((row) => { row.open = true; }));
    for (const [page, [id, value]] of [[first, asked.texts[0]], [second, asked.texts[1]], [first, asked.texts[2]]]) {
      await page.bringToFront();
      await type(page, id, value);
      await wait(1900);
    }
    const told = await said(second, "#bao");
    await first.close();
    await second.close();
    const page = await opened();
    const offered = await said(page, "#ban-giu");
    await press(page, "Dùng tiếp bản ấy", 1);
    const resumed = await page.$eval(byId(asked.texts[1][0]), (field) => field.value);
    await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }; });
    await type(page, asked.texts[0][0], "9");
    await wait(1900);
    const refused = await said(page, "#bao");
    await page.close({ runBeforeUnload: true });
    await wait(500);
    return { told, offered, resumed, refused, asked: errors.splice(0).length };
  },

  // A browser that lacks what the script uses, in its language or in the page.
  async outdated() {
    const shown = [];
    for (const before of asked.without) {
      const page = await opened(null);
      await page.evaluateOnNewDocument(before);
      await page.goto(pathToFileURL(asked.page).href);
      shown.push(await page.evaluate(() => {
        document.getAnimations().forEach((delay) => delay.finish());
        return document.body.innerText;
      }));
    }
    errors.length = 0; // they are what this is about
    return { shown };
  },

  // A file saved or typed elsewhere is opened; one that cannot be read is refused and the page stays.
  async opening() {
    const page = await opened();
    const answers = [];
    for (const file of asked.files) {
      await (await page.$("#mo-tep")).uploadFile(file);
      await wait(700);
      answers.push(await said(page, "#bao"));
    }
    const news = await page.$eval(".la.giu", (section) => section.textContent).catch(() => "");
    const keys = async () => {
      await page.keyboard.down("Control");
      await page.keyboard.press("s");
      await page.keyboard.up("Control");
      await wait(200);
      return said(page, "#bao");
    };
    const saved = await keys();
    const text = await downloaded(asked.file);
    return { answers, news, text, saved, again: await keys() };
  },

  // Proposals, work outside the plan, a warning answered for; saved, gone on with, saved again.
  async lists() {
    const page = await opened();
    await page.evaluate(() => document.querySelectorAll("details.dong").forEach((row) => { row.open = true; }));
    const put = async (own, text) => {
      await page.focus(own);
      await page.keyboard.type(text);
    };
    await page.click(`input${byId("nhiem_vu/I.1/trang_thai")}[value="dang-thuc-hien"]`);
    await type(page, "nhiem_vu/I.1/tien_do", "100");
    const proposals = "#o-nhiem_vu_I.1_kien_nghi";
    await put(CSS(`${proposals}-0-noi_dung`), "Đề nghị một");
    await page.evaluate(() => [...document.querySelectorAll("button")].find((one) => one.textContent === "Thêm kiến nghị").click());
    await put(CSS(`${proposals}-1-noi_dung`), "Đề nghị hai");
    await put(CSS(`${proposals}-1-gui`), "UBND tỉnh");
    await press(page, "Thêm việc phát sinh");
    await put("#o-phat_sinh-0-noi_dung", "Việc thêm");
    await put("#o-phat_sinh-0-van_ban", "Công văn số 1\nCông văn số 2");
    await wait(500);
    await page.evaluate(() => { document.querySelector(".loi .xac-nhan").open = true; });
    await put(".loi .xac-nhan input", "Đã nghiệm thu: còn hồ sơ");
    await press(page, "Xác nhận");
    await wait(400);
    const accepted = await said(page, "#xac-nhan");
    await press(page, "Lưu tệp YAML");
    const text = await downloaded(asked.file);
    await put("#o-phat_sinh-0-ket_qua", "Xong");
    await page.evaluate(() => [...document.querySelectorAll("button")].find((one) => one.textContent === "Bỏ kiến nghị này").click());
    await wait(400);
    await press(page, "Lưu tệp YAML");
    const confirmed = errors.splice(0);
    const again = await downloaded(firefox ? asked.file.replace(".yaml", "(1).yaml") : asked.file);
    return { accepted, text, again, confirmed, values: await page.evaluate(() => document.querySelector("#o-phat_sinh-0-noi_dung").value) };
  },

  // With the keyboard alone: the link to what is missing, the radio buttons, the fields.
  async keyboard() {
    const page = await opened();
    await page.focus("#can-xem a");
    await page.keyboard.press("Enter");
    const first = await page.evaluate(() => document.activeElement.dataset.id);
    await page.focus("#nhiem-vu details summary");
    const radio = await page.evaluate(() => document.querySelector("details.dong").open);
    await page.focus(`input${byId(asked.texts[0][0])}`);
    await page.keyboard.press(" ");
    await page.keyboard.press("ArrowRight");
    await wait(400);
    const chosen = await page.evaluate(() => document.activeElement.value);
    const tab = await said(page, "details.dong .tinh-trang");
    return { first, radio, chosen, tab };
  },
};

// Nothing of a scenario stays: what its page keeps, what it saved, the page itself. The page that the browser opens with does.
async function forgotten(first) {
  for (const page of await browser.pages()) {
    if (page.url() === first.url()) continue;
    await page.evaluate(() => localStorage.clear());
    await page.close();
  }
  for (const name of fs.readdirSync(downloads)) fs.rmSync(path.join(downloads, name));
}

const [first] = await browser.pages();
while ((asked = await told())) {
  errors = [];
  let answer;
  try {
    answer = await SCENARIOS[asked.scenario]();
    await forgotten(first);
  } catch (error) {
    answer = { failed: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify({ ...answer, errors })}\n`);
}
await browser.close();

"""The page's one script: filters rows, keeps the filter in the address, says how many rows are shown.

It writes texts only, never markup. Without it the page shows every row.
"""

from __future__ import annotations

from reportgen.markup.html import hashed

SCRIPT = """
(function () {
  "use strict";
  var form = document.getElementById("loc");
  if (!form) return;
  var names = ["don-vi", "nhom", "lop", "han", "tim"];
  var said = { "don-vi": "đơn vị", nhom: "nhóm", lop: "loại", han: "thời hạn", tim: "chữ" };
  var table = document.getElementById("bang-nhiem-vu");
  var count = document.getElementById("so-dong");
  var none = document.getElementById("khong-khop");
  var all = document.getElementById("mo-het");
  var rows = Array.prototype.map.call(table.querySelectorAll("tr[id]"), function (row) {
    return { row: row, text: keys(row.textContent) };
  });

  function tidy(text) {
    return text.normalize("NFC").toLowerCase().replace(/\\s+/g, " ").trim();
  }
  function bare(text) {
    return text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/đ/g, "d");
  }
  // hoà and hòa are one word: the tone goes to the end of its word
  function tones(text) {
    return text.normalize("NFD").split(" ").map(function (word) {
      var tone = /[\\u0300\\u0301\\u0303\\u0309\\u0323]/g;
      return word.replace(tone, "") + (word.match(tone) || []).join("");
    }).join(" ").normalize("NFC");
  }
  function keys(text) {
    var written = tidy(text);
    return { written: written, bare: bare(written), tones: tones(written) };
  }
  function holds(text, word) {
    if (word === bare(word)) return text.bare.indexOf(word) >= 0;
    return text.written.indexOf(word) >= 0 || text.tones.indexOf(tones(word)) >= 0;
  }

  function read() {
    var wanted = {};
    location.hash.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at < 0 || names.indexOf(pair.slice(0, at)) < 0) return;
      try {
        wanted[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1).replace(/\\+/g, " "));
      } catch (broken) { /* an address typed by hand: leave that part out */ }
    });
    names.forEach(function (name) {
      var field = form.elements[name];
      field.value = wanted[name] || "";
      if (field.selectedIndex === -1) field.value = "";
    });
  }
  function write() {
    var pairs = names.filter(function (name) { return form.elements[name].value.trim(); });
    var hash = pairs.map(function (name) {
      return name + "=" + encodeURIComponent(form.elements[name].value.trim());
    }).join("&");
    try {
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    } catch (refused) { /* some browsers do not let a file change its address: filtering goes on */ }
  }
  function apply() {
    var value = {};
    names.forEach(function (name) { value[name] = form.elements[name].value.trim(); });
    var words = tidy(value.tim).split(" ").filter(Boolean);
    var shown = 0;
    rows.forEach(function (item) {
      var data = item.row.dataset;
      var fits = (!value["don-vi"] || data.donVi.split(" ").indexOf(value["don-vi"]) >= 0) &&
        (!value.nhom || data.nhom === value.nhom) && (!value.lop || data.lop === value.lop) &&
        (!value.han || data.han === value.han) &&
        words.every(function (word) { return holds(item.text, word); });
      item.row.hidden = !fits;
      if (fits) shown += 1;
    });
    var used = names.filter(function (name) { return value[name]; });
    Array.prototype.forEach.call(table.tBodies, function (body) {
      body.hidden = used.length > 0 && !body.querySelector("tr[id]:not([hidden])");
    });
    none.hidden = shown > 0;
    table.hidden = shown === 0;
    count.textContent = "Hiện " + shown + " trên " + rows.length + " nhiệm vụ" + (used.length ? ": " : "") +
      used.map(function (name) {
        var field = form.elements[name];
        return said[name] + " «" + (field.options ? field.options[field.selectedIndex].text : value[name]) + "»";
      }).join(", ") + ".";
  }
  function arrive() {
    if (location.hash.indexOf("=") > 0) {
      read();
      apply();
      document.getElementById("nhiem-vu").scrollIntoView();
      return;
    }
    var goal = document.getElementById(location.hash.slice(1));
    if (goal && goal.hidden) {
      form.reset();
      goal.scrollIntoView();
    }
  }

  form.addEventListener("input", function () { apply(); write(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); write(); }); });
  all.addEventListener("click", function () {
    var open = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", open);
    Array.prototype.forEach.call(table.querySelectorAll("details"), function (item) { item.open = open; });
  });
  Array.prototype.forEach.call(document.querySelectorAll("a[data-loc]"), function (link) {
    link.href = "#" + link.dataset.loc;
  });
  window.addEventListener("hashchange", arrive);
  form.hidden = false;
  arrive();
})();
"""
"""The script, to the byte: the policy of the page names its hash."""

SCRIPT_HASH = hashed(SCRIPT)
"""What the page's policy lets run."""

// What `check` finds in one file, found while it is filled in: the same faults, in the same words.
//
// The mirror of reportgen/validate (status, cross, report); tests hold both against each other.

class Checks extends TaskChecks {
  all() {
    this.inFile();
    const made = this.value(["ngay_lap"]);
    const targets = new Map(DATA.targets.map((target) => [target.code, this.targetRow(target)]));
    const tasks = new Map([...DATA.tasks, ...DATA.helped].map((task) => [task.code, this.taskRow(task)]));
    const general = this.general();
    const extra = this.records(["phat_sinh"], "extra");
    this.tellLacks();
    for (const target of DATA.targets) this.target(target, targets.get(target.code));
    for (const task of [...DATA.tasks, ...DATA.helped]) this.task(task, tasks.get(task.code), made);
    if (made !== null) this.sent(made, targets, tasks, general, extra);
    else if (this.filled(targets, tasks, general, extra) && !this.spoilt(["ngay_lap"])) this.add(["ngay_lap"], "NOT_SENT");
    this.letters();
    return this.acknowledged();
  }

  // Text in an old font: of the whole file, shown where it stands.
  letters() {
    const { form } = this;
    if (!form.foreign.of(form)) return;
    const where = form.fields.find(({ id }) => [form.values[id]].flat().some((value) => (typeof value === "object" ? Object.values(value) : [value]).some((said) => form.foreign.holds(said))));
    this.findings.push(form.foreign.finding(form, where ? where.path : []));
  }

  filled(targets, tasks, general, extra) {
    return [...targets.values(), ...tasks.values()].some((row) => !row.blank) || Object.keys(general).length > 0 || extra.length > 0;
  }

  general() {
    const said = {};
    for (const key of keysOf("General")) {
      const path = ["chung", key];
      const value = key === "kien_nghi" ? this.records(path, "proposals") : this.value(path);
      if (value !== null && value.length) said[key] = value;
    }
    return said;
  }

  sent(made, targets, tasks, general, extra) {
    const { cutoff, cutoffWords } = DATA.period;
    const day = shortDate(made);
    if (yearOf(made) > yearOf(cutoff) + 1) this.add(["ngay_lap"], "MADE_IN_LATER_YEAR", { day, year: yearOf(cutoff) + 1 }, "ngay_lap");
    if (made < cutoff) this.add(["ngay_lap"], "MADE_BEFORE_CUTOFF", { day, cutoff: cutoffWords }, "ngay_lap");
    for (const target of DATA.targets) {
      const { numerator, rate, words, judged } = targets.get(target.code);
      if (![numerator, rate, words, judged].every((value) => value === null)) continue;
      const counted = target.rate ? "tu_so và mau_so" : "tu_so";
      const required = target.counted ? counted : "gia_tri và danh_gia";
      this.add(["chi_tieu", target.code], "TARGET_LEFT_OUT", { code: target.code, required }, target.code);
    }
    for (const task of DATA.tasks) {
      if (tasks.get(task.code).blank) this.add(["nhiem_vu", task.code], "TASK_LEFT_OUT", { code: task.code }, task.code);
    }
    for (const task of [...DATA.tasks, ...DATA.helped]) this.due(task, tasks.get(task.code));
    const texts = flatTexts(tasks, general, extra);
    for (const target of DATA.targets) {
      this.fallen(target, targets.get(target.code));
      for (const one of otherRates(target, targets.get(target.code), texts)) this.add(one.path, "OTHER_RATE_SAID", one.values, target.code);
    }
  }

  // --- what its owner has answered for -----------------------------------------------------------------------

  acknowledged() {
    const given = this.form.values.xac_nhan.filter((item) => LISTS.accepted.every((key) => cleaned(item[key] || "")));
    const used = new Set();
    const left = [], accepted = [];
    for (const finding of this.findings) {
      const fits = (item) => finding.item && item.muc.trim() === finding.item && [finding.code, finding.code.split("/")[1]].includes(item.canh_bao.trim());
      const item = given.find(fits);
      given.filter(fits).forEach((each) => used.add(each));
      (item ? accepted : left).push(item ? { ...finding, reason: item.ly_do } : finding);
    }
    given.forEach((item, index) => {
      if (!used.has(item)) left.push(found(DATA.faults.FITS_NOTHING, ["xac_nhan", index, "canh_bao"], { code: item.canh_bao.trim(), item_given: item.muc.trim() }, ""));
    });
    return { findings: left, accepted };
  }
}

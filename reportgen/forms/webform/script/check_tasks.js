// What `check` finds in what is said of a task: the mirror of reportgen/validate/task_row, times and cross.

class TaskChecks extends TargetChecks {
  taskRow(task) {
    const at = ["nhiem_vu", task.code];
    const get = (...key) => this.value([...at, ...key]);
    const row = { state: get("trang_thai"), progress: get("tien_do"), completed: get("ngay_hoan_thanh"), result: get("ket_qua") };
    row.documents = this.lines([...at, "van_ban"], this.raw([...at, "van_ban"]));
    Object.assign(row, { difficulty: get("kho_khan"), cause: get("nguyen_nhan"), proposals: this.records([...at, "kien_nghi"], "proposals") });
    Object.assign(row, { next: get("ke_hoach_toi"), carried: get("nhu_ky_truoc"), through: task.keys.includes("so_don_vi") ? [get("so_don_vi", "xong"), get("so_don_vi", "tong")] : null });
    row.times = this.timesOf(task, at);
    const said = [row.state, row.progress, row.completed, row.result, row.difficulty, row.cause, row.next];
    row.hasMore = Boolean(said.slice(1).some((value) => value !== null) || row.documents.length || row.proposals.length || row.carried || this.through(task) || row.times.size);
    row.blank = row.state === null && !row.hasMore;
    return row;
  }

  through(task) {
    return task.keys.includes("so_don_vi") && ["xong", "tong"].some((part) => cleaned(this.raw(["nhiem_vu", task.code, "so_don_vi", part])));
  }

  // The times that are answered, by their codes.
  timesOf(task, at) {
    const answered = new Map();
    for (const [code] of task.keys.includes("ky") ? offered(task) : []) {
      const state = this.value([...at, "ky", code, "trang_thai"]);
      const completed = this.value([...at, "ky", code, "ngay_hoan_thanh"]);
      if (state !== null || completed !== null) answered.set(code, { state, completed });
    }
    return answered;
  }

  task(task, row, made) {
    const at = ["nhiem_vu", task.code], code = task.code;
    if (row.state === null && row.hasMore) this.add([...at, "trang_thai"], "NO_STATE", { states: DATA.kinds.state.accepts });
    row.documents.forEach(([index, document]) => {
      if (/^\p{Lowercase}/u.test(document)) this.add([...at, "van_ban", index], "CUT_BY_COMMA", { document }, code);
    });
    if (row.progress !== null && row.state !== null) this.progress(row, [...at, "tien_do"], code);
    if (row.through) this.checkThrough(row, [...at, "so_don_vi"], code);
    this.completion(task, row, [...at, "ngay_hoan_thanh"], made);
    for (const [time, { completed }] of row.times) {
      if (completed !== null && made !== null && completed > made) {
        this.add([...at, "ky", time, "ngay_hoan_thanh"], "TIME_AFTER_MAKING", { day: shortDate(completed), made: shortDate(made) });
      }
    }
  }

  progress({ progress, state }, path, code) {
    const shown = formatNumber(progress);
    if (state === "dang-thuc-hien") {
      const whole = compare(progress, HUNDRED) === 0;
      if (!whole && !(progress.n > 0n && progress.n < progress.d)) return;
      const meant = whole ? "hoan-thanh" : `tien_do: ${formatNumber(times(progress, 100n))}`;
      this.add(path, "ODD_PROGRESS", { progress: shown, meant }, code);
      return;
    }
    const needed = state === "hoan-thanh" ? 100n : 0n;
    if (compare(progress, fraction(needed)) === 0) return;
    this.add(path, "OTHER_PROGRESS", { progress: shown, needed: `tien_do: ${needed}`, state, under_way: "dang-thuc-hien" });
  }

  checkThrough({ through: [done, total], state }, path, code) {
    if (done === null && total === null) return;
    if (done === null || total === null) {
      if (done !== null || state !== null) this.add(path, "HALF_THROUGH");
    } else if (compare(done, total) > 0 || total.n < total.d) {
      this.add(path, "MORE_THAN_ALL", { done: done.n, total: total.n });
    } else if (state === "hoan-thanh" && compare(done, total) < 0) {
      this.add(path, "DONE_BUT_NOT_ALL", { done: done.n, total: total.n }, code);
    }
  }

  completion(task, { state, completed }, path, made) {
    if (completed === null) {
      if (state === "hoan-thanh" && !task.recurring && !task.times.length) this.add(path, "DONE_UNDATED");
      return;
    }
    if (state === "chua-thuc-hien" || state === "dang-thuc-hien") this.add(path, "DATED_UNDONE", { state });
    const day = shortDate(completed), { begin, cutoff, cutoffWords } = DATA.period;
    if (made !== null && completed > made) this.add(path, "DONE_AFTER_MAKING", { day, made: shortDate(made) });
    else if (yearOf(completed) < yearOf(begin)) this.add(path, "DONE_BEFORE_YEAR", { day }, task.code);
    else if (completed > cutoff) this.add(path, "DONE_AFTER_CUTOFF", { day, cutoff: cutoffWords }, task.code);
  }

  // Times that are due and not told, or contradict the state or the period before.
  due(task, row) {
    const at = ["nhiem_vu", task.code], { cutoff } = DATA.period;
    if (task.done && row.state !== null && row.state !== "hoan-thanh" && !task.recurring && !task.times.length) {
      this.add([...at, "trang_thai"], "UNDONE", { state: row.state, previous: DATA.period.previous }, task.code);
    }
    if (!task.times.length || row.state === null) return;
    const isDone = ([code, , last]) => {
      const said = row.times.get(code);
      if (!said) return task.doneTimes.includes(code) || (row.state === "hoan-thanh" && last <= cutoff);
      return (said.state === "hoan-thanh" || (said.state === null && said.completed !== null)) && (said.completed === null || said.completed <= cutoff);
    };
    const lost = task.times.filter((each) => task.doneTimes.includes(each[0]) && !isDone(each));
    const lacking = task.times.filter((each) => each[3] && !isDone(each) && !lost.includes(each));
    const untold = lacking.filter(([code]) => !row.times.has(code));
    const named = nodeAt(this.form.tree, [...at, "ky"]);
    const asked = row.state === "dang-thuc-hien" && untold.some(([code]) => named && named.type === "map" && named.entries.has(code));
    const names = (some) => some.map(([, name]) => name).join(", ");
    const codes = (some) => some.map(([code]) => `${code}: hoan-thanh`).join(", ");
    if (lost.length) this.add([...at, "ky"], "UNDONE_TIME", { names: names(lost) }, task.code);
    if (untold.length && (row.times.size || asked || (task.doneTimes.length && row.state === "dang-thuc-hien"))) {
      this.add([...at, "ky"], "DUE_UNTOLD", { names: names(untold), codes: codes(untold) }, task.code);
    } else if (lacking.length && row.state === "hoan-thanh") {
      this.add([...at, "trang_thai"], "DONE_WITHOUT_TIMES", { names: names(lacking) }, task.code);
    }
    const come = task.times.filter(([, , last]) => last > cutoff);
    if (row.state === "hoan-thanh" && !task.recurring && !row.times.size && come.length) {
      this.add([...at, "trang_thai"], "MORE_TO_COME", { names: names(come), codes: codes(come) }, task.code);
    }
  }
}

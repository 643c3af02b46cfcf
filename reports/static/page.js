
(function findings() {
  const notes = duty.all(".note").map((element) => ({
    element, number: element.dataset.n, severity: element.dataset.severity, family: element.dataset.family,
    waived: element.classList.contains("waived"), id: element.id,
  }));
  const byNumber = new Map(notes.map((note) => [note.number, note]));
  const byId = new Map(notes.map((note) => [note.id, note]));
  const marks = duty.all("mark").map((element) => ({ element, numbers: element.dataset.f.split(" ") }));
  const followers = duty.all("[data-of]");
  const rank = { error: 3, warning: 2, notice: 1 };
  const chips = duty.all(".bar [data-severity]");
  const families = duty.one("#family");
  const state = { severities: new Set(["error", "warning"]), family: "", current: null };
  const bar = duty.one(".bar");
  let opened = null; // what selecting a finding unfolded is folded again when the next is selected
  if (bar) bar.hidden = false;

  const shown = (note) => !note.waived && state.severities.has(note.severity) && (!state.family || note.family === state.family);
  const walkable = () => notes.filter(shown);

  function apply() {
    for (const note of notes) note.element.classList.toggle("out", !note.waived && !shown(note));
    for (const { element, numbers } of marks) {
      const seen = numbers.map((number) => byNumber.get(number)).filter(shown);
      element.classList.toggle("off", !seen.length);
      const tone = seen.reduce((worst, note) => Math.max(worst, rank[note.severity]), 0);
      for (const severity of Object.keys(rank)) element.classList.toggle(severity, rank[severity] === tone);
    }
    for (const element of followers) {
      const followed = element.dataset.of.split(" ").map((number) => byNumber.get(number));
      element.classList.toggle("out", !followed.some((note) => note.waived || shown(note)));
    }
    for (const fold of duty.all(".notices")) {
      const open = state.severities.has("notice");
      fold.unfold(open);
      fold.previousElementSibling.hidden = Boolean(state.family) && !duty.all(".note", fold).some((n) => n.dataset.family === state.family);
      if (!open) for (const note of duty.all(".note", fold)) note.classList.toggle("out", Boolean(state.family) && note.dataset.family !== state.family);
    }
    for (const block of duty.all(".rule[data-of-rule]")) block.classList.toggle("out", !duty.one("li[data-of]:not(.out)", block));
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(state.severities.has(chip.dataset.severity)));
      duty.one(".many", chip).textContent = notes.filter((n) => !n.waived && n.severity === chip.dataset.severity && (!state.family || n.family === state.family)).length;
    }
    if (families) families.value = state.family;
    if (bar) duty.one("#reset").hidden = !state.family && state.severities.size === 2 && !state.severities.has("notice");
    count();
    arrange();
  }

  function count() {
    const list = walkable();
    const where = list.findIndex((note) => note.number === state.current);
    const total = notes.filter((note) => !note.waived).length;
    const status = duty.one("#status");
    if (status) status.textContent = where < 0 ? `显示 ${list.length} / ${total} 处` : `第 ${where + 1} / ${list.length} 处`;
  }

  // On a wide screen the notes float in the margin, each beside its passage, pushed down by those above it, as in a word processor:
  // so the report reads on without holes. The selected one stands exactly beside its passage.
  function arrange() {
    const paper = duty.one("#paper");
    if (!paper) return;
    const wide = matchMedia("(min-width: 880px)").matches;
    paper.classList.toggle("margin", wide);
    paper.style.minHeight = "";
    if (!wide) return;
    const edge = paper.getBoundingClientRect();
    const items = [];
    for (const group of duty.all(".beside", paper)) {
      const column = group.getBoundingClientRect();
      let anchor = group.parentNode.getBoundingClientRect().top - edge.top + 6;
      for (const element of group.children) {
        element.style.width = column.width + "px";
        element.style.left = column.left - edge.left + "px";
        const passage = element.dataset.n && document.getElementById("q-" + element.dataset.n);
        if (passage && passage.offsetParent) anchor = Math.max(anchor, passage.getBoundingClientRect().top - edge.top - 8);
        const height = element.offsetHeight;
        if (height) items.push({ element, anchor, height, chosen: element.classList.contains("on") || Boolean(duty.one(".on", element)) });
      }
    }
    let bottom = 0;
    for (const item of items) { item.top = Math.max(item.anchor, bottom); bottom = item.top + item.height + 8; }
    settle(items, items.findIndex((item) => item.chosen));
    for (const item of items) item.element.style.top = item.top + "px";
    const last = items[items.length - 1];
    if (last) paper.style.minHeight = last.top + last.height + 24 + "px";
  }

  function settle(items, chosen) {
    if (chosen < 0) return;
    const tops = items.map((item) => item.top);
    tops[chosen] = items[chosen].anchor;
    for (let i = chosen - 1; i >= 0; i -= 1) tops[i] = Math.min(tops[i], tops[i + 1] - items[i].height - 8);
    if (tops[0] < 0) return;
    for (let i = chosen + 1; i < items.length; i += 1) tops[i] = Math.max(items[i].anchor, tops[i - 1] + items[i - 1].height + 8);
    items.forEach((item, i) => { item.top = tops[i]; });
  }

  function hash() {
    const parts = [];
    const severities = ["error", "warning", "notice"].filter((severity) => state.severities.has(severity)).join(",");
    if (severities !== "error,warning") parts.push("s=" + severities);
    if (state.family) parts.push("g=" + state.family);
    const target = state.current && byNumber.has(state.current) ? byNumber.get(state.current).id : "";
    const text = [target, ...parts].join("~");
    try { history.replaceState(null, "", text ? "#" + text : location.href.split("#")[0]); } catch (error) { /* some viewers forbid it */ }
  }

  function read() {
    const [target, ...parts] = duty.decode(location.hash.slice(1)).split("~");
    for (const part of parts) {
      const [key, value] = part.split("=");
      if (key === "s") state.severities = new Set(value.split(",").filter((severity) => rank[severity]));
      if (key === "g" && (!families || Array.from(families.options).some((o) => o.value === value))) state.family = value;
    }
    apply();
    if (byId.has(target)) select(byId.get(target).number, "both");
    else if (target && parts.length && document.getElementById(target)) document.getElementById(target).scrollIntoView();
  }

  function select(number, toward) {
    const note = byNumber.get(number);
    if (!note) return;
    if (!note.waived && !shown(note)) { state.severities.add(note.severity); if (state.family !== note.family) state.family = ""; apply(); }
    state.current = number;
    for (const other of duty.all(".on")) other.classList.remove("on");
    for (const mark of marks) if (mark.numbers.includes(number)) mark.element.classList.add("on");
    note.element.classList.add("on");
    duty.reveal(note.element);
    const more = duty.one(".more", note.element);
    if (opened && opened !== more) opened.unfold(false);
    opened = null;
    if (more && more.unfold && more.hidden) { more.unfold(true); opened = more; }
    arrange();
    const passage = document.getElementById("q-" + number);
    if (toward !== "note" && passage) passage.scrollIntoView({ block: "center" });
    if (toward !== "passage") {
      if (toward === "note" || !visible(note.element)) note.element.scrollIntoView({ block: "nearest" });
      note.element.focus({ preventScroll: true });
    } else if (passage) passage.focus({ preventScroll: true });
    hash();
    count();
  }

  function visible(element) {
    const box = element.getBoundingClientRect();
    return box.top >= 60 && box.bottom <= innerHeight;
  }

  function step(by) {
    const list = walkable();
    if (!list.length) return;
    const here = list.findIndex((note) => note.number === state.current);
    const next = here < 0 ? (by > 0 ? 0 : list.length - 1) : (here + by + list.length) % list.length;
    select(list[next].number, "both");
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const link = event.target.closest("a[href^='#']");
    if (link) return follow(event, link);
    if (mark && !mark.classList.contains("off") && !String(getSelection())) {
      const seen = mark.dataset.f.split(" ").filter((number) => shown(byNumber.get(number)));
      select(seen[(seen.indexOf(state.current) + 1) % seen.length], "note");
    }
  });

  function follow(event, link) {
    const id = duty.decode(link.getAttribute("href").slice(1));
    if (byId.has(id)) { event.preventDefault(); select(byId.get(id).number, link.closest(".say") ? "note" : "both"); }
    else if (/^q-\d+$/.test(id)) { event.preventDefault(); select(id.slice(2), "passage"); }
    else if (link.dataset.a !== undefined) point(document.getElementById(id), Number(link.dataset.a), Number(link.dataset.b));
  }

  function point(row, start, end) {
    if (!row || typeof Highlight === "undefined") return;
    const walker = document.createTreeWalker(duty.one(".text", row), NodeFilter.SHOW_TEXT);
    const range = new Range();
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentNode.closest(".ref, .role")) continue;
      const length = Array.from(node.data).length;
      const unit = (count) => Array.from(node.data).slice(0, count).join("").length;
      if (at <= start && start < at + length) range.setStart(node, unit(start - at));
      if (at < end && end <= at + length) { range.setEnd(node, unit(end - at)); break; }
      at += length;
    }
    if (!range.collapsed) CSS.highlights.set("passage", new Highlight(range));
  }

  for (const chip of chips) chip.addEventListener("click", () => {
    if (!state.severities.delete(chip.dataset.severity)) state.severities.add(chip.dataset.severity);
    apply(); hash();
  });
  for (const cell of duty.all(".families a")) cell.addEventListener("click", () => {
    state.family = cell.dataset.family; state.severities = new Set([cell.dataset.severity]); apply(); hash();
  });
  if (families) families.addEventListener("change", () => { state.family = families.value; apply(); hash(); });
  for (const [id, act] of [["#previous", () => step(-1)], ["#next", () => step(1)], ["#reset", reset]]) {
    const button = duty.one(id);
    if (button) button.addEventListener("click", act);
  }
  function reset() { state.severities = new Set(["error", "warning"]); state.family = ""; apply(); hash(); }

  document.addEventListener("keydown", (event) => {
    if (duty.typing(event) || duty.one("#keys").open) return;
    const act = { j: () => step(1), k: () => step(-1), r: reset, n: () => chips.length && chips[chips.length - 1].click(), u: () => { location.href = duty.one("#up").href; } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  addEventListener("hashchange", read);
  addEventListener("resize", arrange);
  document.addEventListener("fold", arrange);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(arrange);
  read();
})();

// The way-finder marks the heading under which the reader is.
(function here() {
  const links = duty.all(".side a").map((link) => ({ link, block: document.getElementById(link.hash.slice(1)) })).filter(({ block }) => block);
  if (!links.length) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let now = links[0];
    for (const one of links) if (one.block.getBoundingClientRect().top < 120) now = one;
    for (const { link } of links) link.classList.toggle("here", link === now.link);
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
  mark();
})();

// From report to report in the order of the index that was open last; the index leaves it in the browser's own store.
(function onward() {
  const page = "pages/" + duty.decode(location.pathname.split("/").pop());
  const box = duty.one("#seen");
  let order = [];
  try { order = JSON.parse(duty.recall("order") || "[]").filter((name) => /^pages\/[^/\\]+-[0-9a-f]{12}\.html$/.test(name)); } catch (error) { /* damaged */ }
  const here = order.indexOf(page);
  if (here < 0) return;
  const links = [["#earlier", order[here - 1]], ["#later", order[here + 1]]];
  for (const [id, name] of links) {
    const link = duty.one(id);
    if (name) link.href = encodeURIComponent(name.slice("pages/".length)); else link.hidden = true;
  }
  const tick = () => {
    const seen = duty.seen();
    if (box.checked) seen.add(page); else seen.delete(page);
    duty.remember("seen", JSON.stringify(Array.from(seen)));
  };
  box.checked = duty.seen().has(page);
  box.addEventListener("change", tick);
  duty.one("#onward").hidden = false;
  document.addEventListener("keydown", (event) => {
    if (duty.typing(event) || duty.one("#keys").open) return;
    if (event.key === "[" && here > 0) duty.one("#earlier").click();
    if (event.key === "]" && here < order.length - 1) duty.one("#later").click();
    if (event.key === "x") { box.checked = !box.checked; tick(); }
  });
})();


(function index() {
  const table = duty.one("#reports");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows).map((element, order) => {
    const cell = (name) => element.querySelector("." + name);
    const text = (name) => cell(name).textContent.trim();
    const keyed = (name) => Number(cell(name).dataset.key);
    return {
      element, order, page: element.dataset.page, verdict: element.dataset.verdict, box: element.querySelector("input"), link: element.querySelector(".title > a"),
      words: element.querySelector(".title").textContent.toLowerCase() + " " + text("unit").toLowerCase() + " " + text("person").toLowerCase(),
      keys: {
        verdict: keyed("verdict"), title: text("title"), unit: text("unit"), person: text("person"), kind: text("kind"), errors: keyed("errors"),
        warnings: keyed("warnings"), families: cell("families").children.length, unanswered: keyed("unanswered"), share: keyed("share"),
        change: cell("change") ? text("change") : "",
      },
    };
  });
  const tools = duty.one(".tools");
  const find = duty.one("#find");
  const group = duty.one("#group");
  const hideClear = duty.one("#hide-clear");
  const hideSeen = duty.one("#hide-seen");
  const totals = duty.all(".total");
  const state = { verdict: "", sort: "", down: false, current: null };
  const order = new Intl.Collator("zh-CN", { numeric: true });
  let seen = duty.seen();
  tools.hidden = false;

  function compare(a, b) {
    const [x, y] = [a.keys[state.sort], b.keys[state.sort]];
    const by = typeof x === "number" ? x - y : order.compare(x, y);
    return (state.down ? -by : by) || a.order - b.order;
  }

  function grouped(list) {
    if (!group.value) return list.map((row) => row.element);
    const groups = new Map();
    for (const row of list) {
      const name = row.keys[group.value] || "未写明";
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
    const out = [];
    for (const [name, members] of groups) out.push(head(name, members.filter((row) => !row.element.hidden).length), ...members.map((row) => row.element));
    return out;
  }

  function head(name, count) {
    const row = document.createElement("tr");
    row.className = "head";
    row.hidden = !count;
    const cell = row.appendChild(document.createElement("th"));
    cell.colSpan = table.tHead.rows[0].cells.length;
    cell.scope = "rowgroup";
    cell.textContent = `${name}（${count} 份）`;
    return row;
  }

  function apply() {
    const words = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      row.element.hidden = Boolean((state.verdict && row.verdict !== state.verdict) || (hideClear.checked && row.verdict === "clear")
        || (hideSeen.checked && seen.has(row.page)) || !words.every((word) => row.words.includes(word)));
    }
    const list = state.sort ? rows.slice().sort(compare) : rows;
    const parent = body.parentNode;
    parent.removeChild(body); // one layout, not two thousand
    body.replaceChildren ? body.replaceChildren(...grouped(list)) : grouped(list).reduce((at, element) => at.appendChild(element) && at, clear(body));
    parent.appendChild(body);
    for (const total of totals) total.setAttribute("aria-pressed", String(total.dataset.verdict === state.verdict));
    duty.one("#reset").hidden = !(state.verdict || words.length || hideClear.checked || hideSeen.checked || group.value || state.sort);
    duty.remember("order", JSON.stringify(visible().map((row) => row.page)));
    count();
    hash();
  }

  function clear(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
    return element;
  }

  const visible = () => Array.from(body.rows).filter((element) => !element.hidden && element.dataset.page).map((element) => rows[byElement.get(element)]);
  const byElement = new Map(rows.map((row, i) => [row.element, i]));

  function count() {
    const shown = rows.reduce((sum, row) => sum + !row.element.hidden, 0);
    const read = rows.reduce((sum, row) => sum + seen.has(row.page), 0);
    duty.one("#status").textContent = (shown < rows.length ? `显示 ${shown} 份，` : "") + `已看 ${read} / ${rows.length}`;
    duty.one("#none").hidden = shown > 0;
    duty.one("#next").disabled = read === rows.length;
  }

  function tick(row, on) {
    if (on) seen.add(row.page); else seen.delete(row.page);
    mark(row);
    duty.remember("seen", JSON.stringify(Array.from(seen)));
    count();
  }

  function mark(row) {
    row.box.hidden = false;
    row.box.checked = seen.has(row.page);
    row.element.classList.toggle("read", row.box.checked);
  }

  function choose(row) {
    if (state.current) state.current.element.classList.remove("on");
    state.current = row;
    row.element.classList.add("on");
    row.link.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "center" });
  }

  function step(by, wanted) {
    const list = visible();
    const here = list.indexOf(state.current);
    for (let i = 1; i <= list.length; i += 1) {
      const row = list[((here < 0 && by < 0 ? 0 : here) + by * i + list.length * 2) % list.length];
      if (wanted(row)) return choose(row);
    }
    return undefined;
  }
  const unread = () => step(1, (row) => !seen.has(row.page));

  // A link to a block of the page (#folder) is no view to be restored, and stays.
  const toBlock = () => location.hash.length > 1 && document.getElementById(location.hash.slice(1));

  function hash() {
    const parts = [["v", state.verdict], ["q", find.value.trim()], ["g", group.value], ["c", hideClear.checked && "1"], ["r", hideSeen.checked && "1"],
      ["o", state.sort && (state.down ? "-" : "") + state.sort]].filter(([, value]) => value).map(([key, value]) => key + "=" + encodeURIComponent(value));
    if (!parts.length && toBlock()) return;
    try { history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.href.split("#")[0]); } catch (error) { /* some viewers forbid it */ }
  }

  function read() {
    const values = new URLSearchParams(location.hash.slice(1));
    const sort = values.get("o") || "";
    state.verdict = totals.some((total) => total.dataset.verdict === values.get("v")) ? values.get("v") : "";
    find.value = values.get("q") || "";
    group.value = values.get("g") === "unit" || values.get("g") === "kind" ? values.get("g") : "";
    hideClear.checked = values.get("c") === "1";
    hideSeen.checked = values.get("r") === "1";
    state.down = sort.startsWith("-");
    state.sort = sort.replace("-", "") in rows[0].keys ? sort.replace("-", "") : "";
    for (const cell of duty.all("[data-sort]")) said(cell);
    apply();
  }

  function said(cell) {
    if (cell.dataset.sort === state.sort) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending"); else cell.removeAttribute("aria-sort");
  }

  function sortBy(name) {
    const numeric = typeof rows[0].keys[name] === "number" && name !== "verdict";
    if (state.sort !== name) { state.sort = name; state.down = numeric; } else if (state.down === numeric) state.down = !state.down; else state.sort = "";
    for (const cell of duty.all("[data-sort]")) said(cell);
    apply();
  }

  for (const cell of duty.all("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = cell.textContent;
    cell.textContent = "";
    cell.appendChild(button);
    button.addEventListener("click", () => sortBy(cell.dataset.sort));
  }
  for (const total of totals) total.addEventListener("click", () => { state.verdict = state.verdict === total.dataset.verdict ? "" : total.dataset.verdict; apply(); });
  let waiting = 0;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  for (const control of [group, hideClear, hideSeen]) control.addEventListener("change", apply);
  duty.one("#reset").addEventListener("click", () => {
    Object.assign(state, { verdict: "", sort: "", down: false });
    find.value = ""; group.value = ""; hideClear.checked = false; hideSeen.checked = false;
    for (const cell of duty.all("[data-sort]")) said(cell);
    apply();
  });
  duty.one("#print").addEventListener("click", () => window.print());
  duty.one("#next").addEventListener("click", unread);
  body.addEventListener("change", (event) => { const row = rows[byElement.get(event.target.closest("tr"))]; if (row) tick(row, event.target.checked); });
  const refresh = () => { seen = duty.seen(); rows.forEach(mark); count(); };
  addEventListener("storage", refresh);
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === find) { find.blur(); return; }
    if (duty.typing(event) || duty.one("#keys").open) return;
    const any = () => true;
    const act = {
      j: () => step(1, any), k: () => step(-1, any), n: unread, "/": () => find.focus(), o: () => state.current && state.current.link.click(),
      x: () => state.current && tick(state.current, !seen.has(state.current.page)),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (!rows.length) { tools.hidden = true; duty.one("#none").hidden = false; return; }
  rows.forEach(mark);
  addEventListener("hashchange", () => { if (!toBlock()) read(); });
  read();
})();

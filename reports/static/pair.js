
(function pair() {
  const shared = duty.all(".shared");
  const bar = duty.one(".bar");
  let current = -1;

  function show(at, told) {
    if (current >= 0) shared[current].classList.remove("on");
    current = at;
    shared[at].classList.add("on");
    duty.one("#status").textContent = `第 ${at + 1} / ${shared.length} 处`;
    if (!told) return;
    shared[at].focus({ preventScroll: true });
    shared[at].scrollIntoView({ block: "start" });
    try { history.replaceState(null, "", "#" + shared[at].id); } catch (error) { /* some viewers forbid it */ }
  }

  function step(by) {
    if (!shared.length) return;
    const from = current < 0 ? (by > 0 ? -1 : 0) : current; // not begun: forwards to the first, backwards to the last
    show((from + by + shared.length) % shared.length, true);
  }

  function read() {
    const at = shared.findIndex((row) => "#" + row.id === location.hash);
    if (at >= 0) show(at, false);
  }

  if (bar && shared.length) {
    bar.hidden = false;
    duty.one("#status").textContent = `共 ${shared.length} 处`;
    duty.one("#previous").addEventListener("click", () => step(-1));
    duty.one("#next").addEventListener("click", () => step(1));
    addEventListener("hashchange", read);
    read();
  }
  document.addEventListener("keydown", (event) => {
    if (duty.typing(event) || duty.one("#keys").open) return;
    const act = { j: () => step(1), k: () => step(-1), u: () => { location.href = duty.one("#up").href; } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();

// A verdict on a finding: under `checker serve` it is sent to the server, in a page opened from a file the command is given to copy.
(function judging() {
  const dialog = duty.one("#judge");
  if (!dialog || !dialog.showModal) return;
  const about = duty.one(".about", dialog), reason = duty.one("#judge-reason", dialog), command = duty.one("#judge-command", dialog);
  const keep = duty.one("#judge-keep", dialog), outcome = duty.one(".outcome", dialog), report = dialog.dataset.report;
  const served = duty.one('meta[name="verdict-token"]');
  const needsReason = (verdict) => verdict === "false-alarm" || verdict === "waive";
  const chosen = () => (duty.one("input:checked", dialog) || { value: "" }).value;
  let fingerprint = "";

  keep.hidden = !served;
  duty.one(".command", dialog).hidden = Boolean(served);

  for (const note of duty.all(".judged")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "judge no-print";
    button.textContent = "处理意见";
    button.setAttribute("aria-label", `${duty.one(".message", note).textContent}，填处理意见`);
    button.addEventListener("click", (event) => { event.stopPropagation(); open(note); });
    duty.one(".top", note).append(button);
  }

  function open(note) {
    fingerprint = note.id.slice(2);
    about.textContent = duty.one(".message", note).textContent;
    reason.value = outcome.textContent = "";
    for (const choice of duty.all("input", dialog)) choice.checked = false;
    tell();
    dialog.showModal();
  }

  // What a shell would take for more than words is left out of the command: file names are not ours.
  const plain = (text) => /^[\p{L}\p{N}_（(][\p{L}\p{N} _.\-/()（）、，。·《》]*$/u.test(text);
  const harmless = (text) => text.replace(/[\r\n]+/g, " ").replace(/["'`$\\%!^]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

  function tell() {
    const finding = plain(report) ? `"${report}#${fingerprint}"` : fingerprint;
    const because = reason.value.trim() ? ` --reason "${harmless(reason.value.trim())}"` : "";
    const ready = chosen() && (because || !needsReason(chosen()));
    command.value = ready ? `checker verdict ${finding} ${chosen()}${because}${where()}` : "";
    command.placeholder = chosen() ? "请写明理由" : "请先选意见";
    duty.one("#judge-copy", dialog).disabled = keep.disabled = !ready;
  }

  function where() {
    const ours = /\/(pages\/[^/]*|index\.html)$/;
    const folder = duty.decode(location.pathname).replace(/^\/(?=[A-Za-z]:)/, "").replace(ours, "");
    const usual = location.protocol === "file:" && ours.test(location.pathname) && plain(folder.replace(/^([A-Za-z]:)?\//, ""));
    return usual ? ` -o "${folder}"` : "";
  }

  async function send() {
    keep.disabled = true;
    outcome.textContent = "正在记下……";
    try {
      const answer = await fetch("/verdict", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Verdict-Token": served.content },
        referrerPolicy: "same-origin",
        body: JSON.stringify({ finding: (!report || report.includes("[U+") ? "" : report + "#") + fingerprint, verdict: chosen(), reason: reason.value }),
      });
      const told = await answer.json();
      outcome.textContent = told.said || told.error;
      if (answer.ok) kept();
    } catch (error) {
      outcome.textContent = "没有记下：checker serve 已停止或没有响应，请重新启动后再试。";
    }
    keep.disabled = false;
  }

  async function kept() {
    try {
      const answer = await fetch("/verdicts?report=" + encodeURIComponent(report), { referrerPolicy: "same-origin" });
      if (!answer.ok) return;
      for (const [name, words] of Object.entries(await answer.json())) show(document.getElementById("f-" + name), words);
    } catch (error) { /* the page shows what it was made with */ }
  }

  function show(note, words) {
    if (!note) return;
    let line = duty.one(".kept", note);
    if (!line) {
      line = document.createElement("p");
      line.className = "kept small";
      duty.one(".message", note).after(line);
    }
    line.textContent = `已记：${words}（下次检查时生效）`;
    document.dispatchEvent(new Event("fold"));
  }

  async function copy() {
    try { await navigator.clipboard.writeText(command.value); } catch (error) { command.select(); document.execCommand("copy"); }
    outcome.textContent = "已复制。";
  }

  dialog.addEventListener("input", tell);
  keep.addEventListener("click", send);
  duty.one("#judge-copy", dialog).addEventListener("click", copy);
  duty.one("#judge-close", dialog).addEventListener("click", () => dialog.close());
  if (served) kept();
})();

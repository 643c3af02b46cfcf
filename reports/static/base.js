"use strict";
const duty = {
  all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); },
  one(selector, root) { return (root || document).querySelector(selector); },
  remember(key, value) { try { localStorage.setItem("duty-" + key, value); } catch (error) { /* storage is off: nothing is remembered */ } },
  recall(key) { try { return localStorage.getItem("duty-" + key); } catch (error) { return null; } },
  decode(text) { try { return decodeURIComponent(text); } catch (error) { return text; } },
  seen() { try { return new Set(JSON.parse(duty.recall("seen") || "[]")); } catch (error) { return new Set(); } },
  typing(event) {
    return event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|TEXTAREA)$/.test(event.target.tagName) || (event.target.tagName === "INPUT" && event.target.type !== "checkbox") || duty.recall("keys") === "off";
  },
};

(function theme() {
  const root = document.documentElement;
  const button = duty.one("#theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => { button.textContent = dark() ? "浅色" : "深色"; };
  const stored = duty.recall("theme");
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  button.hidden = false;
  button.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; duty.remember("theme", root.dataset.theme); show(); });
  show();
})();

(function folds() {
  for (const body of duty.all("[data-fold]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.textContent = body.dataset.fold;
    body.before(button);
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      if (open) body.removeAttribute("hidden"); else body.setAttribute("hidden", "until-found");
    };
    const told = (open) => { set(open); document.dispatchEvent(new Event("fold")); };
    button.addEventListener("click", () => told(button.getAttribute("aria-expanded") !== "true"));
    body.addEventListener("beforematch", () => told(true));
    body.unfold = set;
    set(false);
  }
})();
duty.reveal = (element) => {
  for (let node = element; node && node !== document; node = node.parentNode) if (node.unfold) node.unfold(true);
};

(function keys() {
  const dialog = duty.one("#keys");
  const button = duty.one("#help");
  if (!dialog.showModal) return;
  const box = duty.one("input", dialog);
  button.hidden = false;
  box.checked = duty.recall("keys") !== "off";
  box.addEventListener("change", () => duty.remember("keys", box.checked ? "on" : "off"));
  button.addEventListener("click", () => dialog.showModal());
  duty.one("button", dialog).addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && !duty.typing(event) && !dialog.open) { event.preventDefault(); dialog.showModal(); }
  });
})();

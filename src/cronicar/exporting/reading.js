"use strict";
(() => {
  const root = document.documentElement;
  const article = document.getElementById("text");
  const panel = document.getElementById("items");
  const status = document.getElementById("status");
  const all = document.getElementById("all");
  const hint = status.textContent;
  const marked = [...article.querySelectorAll(".s")];
  const lines = [...panel.querySelectorAll("button[data-n]")];
  const line = new Map(lines.map((button) => [button.dataset.n, button]));
  const spots = new Map(lines.map((button) => [button.dataset.n, []]));
  for (const spot of marked) for (const n of spot.dataset.i.split(" ")) spots.get(n).push(spot);

  const shown = (button) => !root.classList.contains("no-" + button.dataset.layer);
  const readFrom = (spot) => spot.dataset.i.split(" ").map((n) => line.get(n)).filter(shown);
  const clearWords = () => marked.forEach((spot) => spot.classList.remove("on"));
  const clearPressed = () => lines.forEach((button) => button.setAttribute("aria-pressed", "false"));

  function only(buttons) {
    lines.forEach((button) => { button.parentElement.hidden = buttons !== null && !buttons.includes(button); });
    for (const section of panel.querySelectorAll("section")) {
      section.hidden = buttons !== null && !section.querySelector("li:not([hidden])");
    }
    all.hidden = buttons === null;
  }

  function everything() {
    only(null);
    clearWords();
    clearPressed();
    marked.forEach((spot) => spot.classList.remove("at"));
    status.textContent = hint;
  }

  function showWords(button, scroll) {
    clearWords();
    clearPressed();
    button.setAttribute("aria-pressed", "true");
    const own = spots.get(button.dataset.n);
    own.forEach((spot) => spot.classList.add("on"));
    if (scroll && own.length) own[0].scrollIntoView({ block: "center" });
    if (!own.length) status.textContent = "No words of its own in the text.";
    else if (scroll) status.textContent = `${own.length} marked ${own.length === 1 ? "place" : "places"} in the article.`;
  }

  function showItems(spot) {
    const buttons = readFrom(spot);
    if (!buttons.length) return;
    rove(spot);
    clearWords();
    clearPressed();
    marked.forEach((other) => other.classList.toggle("at", other === spot));
    only(buttons);
    panel.scrollTop = 0;
    if (buttons.length === 1) showWords(buttons[0], false);
    const words = spot.textContent.trim();
    status.textContent = `${buttons.length} read from “${words.length > 60 ? words.slice(0, 60) + "…" : words}”`;
  }

  // One tab stop for the whole article; arrows move inside it.
  function rove(spot) {
    const old = article.querySelector('.s[tabindex="0"]');
    if (old) old.tabIndex = -1;
    spot.tabIndex = 0;
  }

  function step(list, current, key) {
    const at = list.indexOf(current);
    if (key === "Home") return list[0];
    if (key === "End") return list[list.length - 1];
    if (key === "ArrowRight" || key === "ArrowDown") return list[at + 1];
    if (key === "ArrowLeft" || key === "ArrowUp") return list[at - 1];
    return undefined;
  }

  marked.forEach((spot, index) => {
    spot.tabIndex = index === 0 ? 0 : -1;
    spot.setAttribute("role", "button");
  });
  clearPressed();

  article.addEventListener("click", (event) => {
    const spot = event.target.closest(".s");
    if (spot && getSelection().isCollapsed) showItems(spot);
  });
  article.addEventListener("keydown", (event) => {
    const spot = event.target.closest(".s");
    if (!spot || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      showItems(spot);
      event.preventDefault();
      return;
    }
    const next = step(marked.filter((other) => other === spot || readFrom(other).length), spot, event.key);
    if (!next) return;
    rove(next);
    next.focus();
    event.preventDefault();
  });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-n]");
    if (button) showWords(button, true);
  });
  panel.addEventListener("keydown", (event) => {
    const button = event.target.closest("button[data-n]");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = step(lines.filter((other) => other.offsetParent !== null), button, event.key);
    if (!next) return;
    next.focus();
    event.preventDefault();
  });
  for (const box of document.querySelectorAll(".layers input")) {
    const apply = () => root.classList.toggle("no-" + box.value, !box.checked);
    box.addEventListener("change", () => { apply(); everything(); });
    apply();
  }
  all.addEventListener("click", everything);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") everything(); });
  document.getElementById("save").addEventListener("click", () => {
    const json = JSON.stringify(JSON.parse(document.getElementById("reading").textContent), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([json + "\n"], { type: "application/json" }));
    link.download = "reading.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();

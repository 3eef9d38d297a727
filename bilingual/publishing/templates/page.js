
"use strict";
(() => {
  const status = document.getElementById("copied");

  const words = (node) => {
    const copy = node.cloneNode(true);
    for (const extra of copy.querySelectorAll(".mark, .chip, .difference, .hints, .image, ul, ol")) extra.remove();
    for (const gap of copy.querySelectorAll(".gap")) gap.textContent = `[${gap.textContent}]`;
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const bullet = (item) => {
    let indent = "";
    for (let outer = item; (outer = outer.parentElement.closest("li"));) indent += "   ";
    return indent + (item.parentElement.tagName === "OL" ? `${item.value}. ` : "• ");
  };

  const edition = (number) =>
    [...document.querySelectorAll(`main .row:not(.heads) > .c${number}`)]
      .map((cell) =>
        [...cell.querySelectorAll(".t, tr, li")]
          .map((line) =>
            line.tagName === "TR" ? [...line.cells].map(words).join("\t")
              : (line.tagName === "LI" ? bullet(line) : "") + words(line))
          .join("\n"))
      .filter((text) => text.trim())
      .join("\n\n") + "\n";

  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "hidden";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  // The keyboard stops at the sentences and terms of the first column that is shown.
  const shown = [...document.querySelectorAll("input.show")];
  let column = 0;
  const stops = () => {
    const first = shown.findIndex((box) => box.checked);
    if (first === column || first < 0) return;
    for (const stop of document.querySelectorAll(`main .c${column} :is(.s, .term)`)) stop.removeAttribute("tabindex");
    for (const stop of document.querySelectorAll(`main .c${first} :is(.s, .term:not(a .term))`)) stop.tabIndex = 0;
    column = first;
  };
  for (const box of shown) box.addEventListener("change", stops);
  stops();

  // What is followed to comes to stand below the bar of buttons, however many lines that has.
  const bar = document.querySelector(".toggles");
  new ResizeObserver(() => {
    const stays = getComputedStyle(bar).position === "sticky";
    document.documentElement.style.scrollPaddingTop = stays ? `${bar.offsetHeight + 8}px` : "";
  }).observe(bar);

  // Counterparts light up by rules of their own where no script runs.  On a page of many rows those rules make
  // the browser look through all of it at each move of the pointer, so here they give way.
  const sheet = document.querySelector("style").sheet;
  for (let n = sheet.cssRules.length; n--;)
    if (sheet.cssRules[n].selectorText?.includes(":has([data-n=")) sheet.deleteRule(n);
  let lit = [];
  const sentence = (node) => node?.closest?.("main .s");
  const light = (event) => {
    const met = sentence(event.target) ?? sentence(document.activeElement) ?? sentence(document.querySelector(":target"));
    for (const other of lit) other.classList.remove("lit");
    lit = met ? [...met.closest(".row").querySelectorAll(`[data-n="${met.dataset.n}"]`)] : [];
    for (const other of lit) other.classList.add("lit");
  };
  for (const moved of ["mouseover", "focusin"]) document.addEventListener(moved, light);
  document.addEventListener("mouseout", (event) => { if (!event.relatedTarget) light({}); });
  addEventListener("hashchange", () => light({}));

  // Escape puts a glossary line away until the pointer or the focus moves on.
  const root = document.documentElement;
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") root.classList.add("silent"); });
  for (const moved of ["mouseover", "focusin"]) root.addEventListener(moved, () => root.classList.remove("silent"));

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.firstChild;
    const before = label.data;
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await put(edition(button.dataset.copy));
      label.data = done ? "Copied" : "Not copied";
      status.textContent = done ? "Copied" : "The browser did not allow copying";
      clearTimeout(timer);
      timer = setTimeout(() => { label.data = before; status.textContent = ""; }, 2000);
      button.focus();
    });
  }
})();

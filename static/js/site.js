"use strict";

/* Extras only: every page works without this file. */

const EDITABLE = "input, textarea, select, [contenteditable]";

/* "/" goes to the search box, as its aria-keyshortcuts says. */
document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  const box = document.getElementById("q");
  if (event.key !== "/" || !plain || !box || event.target.closest(EDITABLE)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/* Buttons that copy the text of another element; shown only where the browser lets a page copy. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  });
}

/* Escape closes the sheet of facets. */
document.addEventListener("keydown", (event) => {
  const sheet = document.querySelector(".sheet[open]");
  if (event.key !== "Escape" || !sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});

/* A long list of facet values gets a box that hides what does not contain its text. */
const LONG = 20;
for (const more of document.querySelectorAll("details[data-filter]")) {
  const items = [...more.querySelectorAll("li")];
  if (items.length < LONG) continue;
  const box = document.createElement("input");
  box.type = "search";
  box.placeholder = more.dataset.filter;
  box.setAttribute("aria-label", more.dataset.filter);
  box.addEventListener("input", () => {
    const wanted = box.value.trim();
    for (const item of items) item.hidden = !item.textContent.includes(wanted);
  });
  more.querySelector("summary").after(box);
}

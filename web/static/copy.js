// Copy buttons. Without this script the same text stands in the fields below them.
"use strict";

const status = document.querySelector(".status");

async function copy(field, asHtml) {
  const text = field.value;
  if (navigator.clipboard && window.isSecureContext) {
    if (asHtml && window.ClipboardItem) {
      // Both kinds: an editing surface takes the formatted piece, a code field takes its source.
      const kinds = ["text/plain", "text/html"].map((type) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds))]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return;
  }
  field.closest("details").open = true;
  field.select();
  if (!document.execCommand("copy")) throw new Error("copying is not allowed");
}

const buttons = [...document.querySelectorAll("button[data-copies]")];
for (const button of buttons) {
  const field = document.getElementById(button.dataset.copies);
  const name = button.textContent.replace("Copy as ", "");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(field, button.dataset.copies === "copy-html");
      status.textContent = `Copied as ${name}.`;
    } catch {
      field.closest("details").open = true;
      field.focus();
      field.select();
      status.textContent = "The browser did not allow copying; the text is selected below.";
    }
  });
}

// The texts to copy follow the ticks: the ticked points stand in reading order where the page's own stood.
const picks = document.querySelector(".picks");
const boxes = [...picks.querySelectorAll("input[name=pick]")].sort((one, other) => one.dataset.place - other.dataset.place);
const update = document.querySelector(".repick");
update.hidden = true;

function joined(kind, isUsed) {
  return boxes.filter(isUsed).map((box) => box.dataset[kind]).join("\n");
}

const texts = buttons.map((button) => {
  const field = document.getElementById(button.dataset.copies);
  const kind = button.dataset.copies.replace("copy-", "");
  const own = joined(kind, (box) => box.defaultChecked);
  const start = field.value.lastIndexOf(own);
  return { field, kind, before: field.value.slice(0, start), after: field.value.slice(start + own.length) };
});

function follow() {
  const changed = boxes.some((box) => box.checked !== box.defaultChecked);
  const some = boxes.some((box) => box.checked);
  for (const { field, kind, before, after } of texts) {
    field.value = before + joined(kind, (box) => (some ? box.checked : box.defaultChecked)) + after;
  }
  update.hidden = !changed;
  if (!some) status.textContent = "Nothing is ticked, so all highlights stay.";
  else status.textContent = changed ? "Copies and downloads follow the ticks." : "";
}

picks.addEventListener("change", (event) => {
  if (event.target.name === "pick") follow();
});
// A page that one comes back to keeps its ticks.
window.addEventListener("pageshow", follow);

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

// What is copied is what the page shows: after a change of ticks the page has to be updated first.
const picks = document.querySelector(".picks");
const update = document.querySelector(".repick");
update.hidden = true;
picks.addEventListener("change", () => {
  const changed = [...picks.elements.pick].some((box) => box.checked !== box.defaultChecked);
  update.hidden = !changed;
  update.classList.toggle("due", changed);
  for (const button of buttons) button.disabled = changed;
  status.textContent = changed ? "Update to copy the ticked points. Downloads follow the ticks." : "";
});

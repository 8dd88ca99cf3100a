// Ctrl+Enter, or Cmd+Enter, sends the form that one is typing in. A form says that it is sent, and is sent once.
"use strict";

const SETTLED = 2000; // milliseconds: a double click is faster, and whoever stops the page and tries again is slower

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const send = event.target.closest("form")?.querySelector("button.primary");
  if (!send) return;
  event.preventDefault();
  send.click();
});

const told = new Map(); // what stood where a form now says that it is sent

document.addEventListener("submit", (event) => {
  const said = event.submitter?.matches(".primary") && event.target.querySelector(".primary + [role=status]");
  if (!said) return;
  if (event.timeStamp - (said.dataset.sent ?? -SETTLED) < SETTLED) {
    event.preventDefault();
    return;
  }
  said.dataset.sent = event.timeStamp;
  if (!told.has(said)) told.set(said, said.textContent);
  said.textContent = "Summarising…";
});
window.addEventListener("pageshow", () => told.forEach((words, said) => { said.textContent = words; }));

// Ctrl+Enter, or Cmd+Enter, sends the form that one is typing in.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const send = event.target.closest("form")?.querySelector("button.primary");
  if (!send) return;
  event.preventDefault();
  send.click();
});

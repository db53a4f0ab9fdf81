// A review by single keys: Space shows the note, 1 to 4 grade it, s skips, z puts off, u takes back.

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
  // A key that a control takes for itself is not ours.
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  if (event.key === " " && event.target.closest("a, button, summary")) return;
  const control = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
  // What is inside a closed note cannot be chosen before it is shown.
  if (!control || (control.closest(".review-grades") && !control.closest("details").open)) return;
  event.preventDefault();
  control.click();
});

// A form is sent once, however often a finger taps.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
});
// Going back shows the page as it was, and its form can be sent again: the server knows what is new.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A review; its keys are those that its controls name, and keys.js presses them.

// A form is sent once, however often a finger taps.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
});
// Going back shows the page as it was, and its form can be sent again: the server knows what is new.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
// The browsers that unfold by themselves what a link leads to are not all yet.
document.querySelector(".review-show")?.addEventListener("click", () => { document.querySelector(".review-answer").open = true; });

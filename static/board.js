// Symptoms as they are now: measured anew by the server, shown here without a reload; the age of what is shown runs on.
"use strict";

/** The units of an age: its words, its seconds, and from how many seconds on it is used. The server counts the same. */
const units = [["agoDays", 86400, 172800], ["agoHours", 3600, 7200], ["agoMinutes", 60, 120], ["agoSeconds", 1, 0]];

function tickAges() {
  const limit = Number(document.querySelector("[data-stale-after]")?.dataset.staleAfter ?? 0);
  for (const time of document.querySelectorAll("[data-live] time.age")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time.dateTime)) / 1000));
    const [unit, length] = units.find(([, , least]) => seconds >= least);
    time.textContent = words[unit].replace("%1", Math.floor(seconds / length));
    time.closest(".reading")?.classList.toggle("stale", limit > 0 && seconds > limit);
  }
}

/** Takes over the live parts of the page as the server has it now, and nothing else. */
async function renew(main) {
  const summary = document.getElementById("kb:live-summary")?.textContent;
  const fresh = main ?? await freshMain();
  for (const part of fresh?.querySelectorAll("[data-live]") ?? []) {
    const old = document.getElementById(part.id);
    if (old) replaceContent(old, part);
  }
  tickAges();
  const now = document.getElementById("kb:live-summary")?.textContent;
  if (now && now !== summary) announce(now);
}

let renewing = null;
document.addEventListener("kb:situation", ({ detail }) => {
  renewing = (renewing ?? Promise.resolve()).then(() => renew(detail)).catch(() => {});
});
document.addEventListener("kb:content", tickAges);
setInterval(tickAges, 1000);

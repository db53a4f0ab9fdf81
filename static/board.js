// Symptoms as they are now: measured anew by the server, shown here without a reload; the age of what is shown runs on.
"use strict";

const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "narrow", numeric: "always" });
const units = [["day", 86400, 172800], ["hour", 3600, 7200], ["minute", 60, 120], ["second", 1, 0]];

function tickAges() {
  const limit = Number(document.querySelector("[data-stale-after]")?.dataset.staleAfter ?? 0);
  for (const time of document.querySelectorAll("[data-live] time.age")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time.dateTime)) / 1000));
    const [unit, length] = units.find(([, , least]) => seconds >= least);
    time.textContent = ago.format(-Math.floor(seconds / length), unit);
    time.closest(".reading")?.classList.toggle("stale", limit > 0 && seconds > limit);
  }
}

/** Takes over the live parts of the page as the server has it now, and nothing else. */
async function renew() {
  const summary = document.getElementById("live-summary")?.textContent;
  const fresh = await freshMain();
  for (const part of fresh?.querySelectorAll("[data-live]") ?? []) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceChildren(...part.childNodes);
    if (focused) old.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  tickAges();
  const now = document.getElementById("live-summary")?.textContent;
  if (now && now !== summary) announce(now);
}

let renewing = null;
document.addEventListener("kb:situation", () => {
  renewing = (renewing ?? Promise.resolve()).then(renew).catch(() => {});
});
document.addEventListener("kb:content", tickAges);
setInterval(tickAges, 1000);

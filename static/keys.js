// Keyboard shortcuts. Those of a single letter can be switched off in the sheet that lists them (WCAG 2.1.4).
"use strict";

const keys = {
  sheet: document.getElementById("kb:keys"),
  isOn: () => stored("keys") !== "off",
  /** When `g` was pressed: the next key completes it. */
  goUntil: 0,
  symptom: "",

  pages: { h: "/", n: "/triage", s: "/symptoms", r: "/review", m: "/graph" },

  openSheet() {
    document.getElementById("kb:keys-switch").checked = this.isOn();
    this.sheet.showModal();
  },

  go(path) {
    const address = offline ? `${offline.home}${path.slice(1) || "index"}.html` : path;
    // Not every page is among the files.
    if (!offline || [...document.links].some((link) => link.href === address)) location.href = address;
  },

  follow(selector) {
    const link = document.querySelector(selector);
    if (link) location.href = link.href;
    return Boolean(link);
  },

  /** Jumps to a symptom on its board and opens what is known of it. */
  jump(number) {
    const row = document.getElementById("s" + number);
    if (!row) return false;
    this.symptom = row.id;
    const details = row.nextElementSibling?.querySelector(".run details, details");
    if (details) details.open = true;
    row.scrollIntoView({ block: "start" });
    (details?.querySelector("summary") ?? row.querySelector("a"))?.focus({ preventScroll: true });
    return true;
  },

  part(name) {
    const named = /^s\d+/.exec(namedBy(location.hash))?.[0];
    const row = document.getElementById(this.symptom || named || "") ?? document.querySelector(".symptom-board tbody tr[id]");
    const link = row?.querySelector(".way-" + name);
    if (!link) return false;
    this.symptom = row.id;
    location.hash = link.hash;
    return true;
  },

  /** Copies the command that has the focus, else the first one in sight. */
  copy() {
    const focused = document.activeElement?.closest("pre");
    const inSight = () => [...document.querySelectorAll("main pre")].find((pre) => {
      const place = pre.getBoundingClientRect();
      return place.height > 0 && place.top >= 0 && place.top < innerHeight - 40;
    });
    const button = (focused ?? inSight())?.querySelector("button.copy");
    button?.click();
    return Boolean(button);
  },

  contents() {
    const list = [...document.querySelectorAll(".contents")].find((one) => one.getClientRects().length);
    if (!list) return false;
    if ("open" in list) list.open = true;
    (list.querySelector("a[aria-current]") ?? list.querySelector("a")).focus();
    return true;
  },

  /** Presses the control of this page that names the key: a review has them. What is hidden waits. */
  pressControl(event) {
    // A key that a control takes for itself is not ours.
    if (event.repeat || event.key === " " && event.target.closest("a, button, summary")) return false;
    const control = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase() && one.getClientRects().length);
    if (!control) return false;
    control.click();
    return true;
  },

  /** What a key does; false where it has no meaning on this page. */
  press(event) {
    const key = event.key;
    if (Date.now() < this.goUntil && this.pages[key]) return this.go(this.pages[key]), true;
    this.goUntil = 0;
    if (this.pressControl(event)) return true;
    switch (key) {
      case "/": return search.open(), true;
      case "?": return this.openSheet(), true;
      case "g": return this.goUntil = Date.now() + 1500, true;
      case "[": return this.follow('a[rel="prev"]');
      case "]": return this.follow('a[rel="next"]');
      case "d": return this.part("detect");
      case "r": return this.part("resolve");
      case "c": return this.copy();
      case "t": return this.contents();
      default: return /^[1-9]$/.test(key) && this.jump(key);
    }
  },
};

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "k" || event.shiftKey) return;
    event.preventDefault();
    search.open();
  } else if (!isTyping(event) && !document.querySelector("dialog[open]") && keys.isOn() && keys.press(event)) {
    event.preventDefault();
  }
});

keys.sheet.querySelector(".sheet-close").addEventListener("click", () => keys.sheet.close());
keys.sheet.addEventListener("click", (event) => { if (event.target === keys.sheet) keys.sheet.close(); });
document.getElementById("kb:keys-switch").addEventListener("change", (event) => store("keys", event.target.checked ? "on" : "off"));
for (const button of document.querySelectorAll(".open-keys")) button.addEventListener("click", () => keys.openSheet());

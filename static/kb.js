// What pages do beyond showing themselves. Everything here is an addition: without it the pages are complete.
"use strict";

const words = document.getElementById("kb:words").dataset;
/** What a page that is a file has in place of a server, else null. An element of a note may be called like it: such names
    are no properties of the window itself. */
const offline = Object.hasOwn(window, "kbOffline") ? window.kbOffline : null;
/** Whether a key belongs to an input method; Safari tells of the Enter that ends a composition only by this number. */
const isComposing = (event) => event.isComposing || event.keyCode === 229;
/** Whether a key goes into a field: a step that was just ticked takes none but the space. */
const isTyping = (event) =>
  event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

/** What this browser keeps by a name; null where it keeps nothing, as in some private windows. */
function stored(name) {
  try { return localStorage.getItem("kb-" + name); } catch { return null; }
}

function store(name, value) {
  try { localStorage.setItem("kb-" + name, value); } catch { /* Without a store the page forgets. */ }
}

/** Tells a screen reader, and with `isVisible` everybody. */
function announce(text, isVisible = false) {
  document.getElementById("kb:status").textContent = text;
  if (!isVisible) return;
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.ariaHidden = "true";
  toast.textContent = text;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2500);
}

/** The id that the end of an address names; as it stands there when it was cut in the middle of a character. */
function namedBy(hash) {
  try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); }
}

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== "list") made[key] = value; else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Commands: copying without prompts and without the last line feed, so that pasting runs nothing by itself.

function commandText(code) {
  const lines = code.textContent.replace(/\n$/, "").split("\n");
  const hasPrompts = lines.some((line) => /^\$ /.test(line)) && /language-(bash|sh|shell|zsh|console|shell-session)\b/.test(code.className);
  return (hasPrompts ? lines.map((line) => line.replace(/^\$ /, "")) : lines).join("\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure context there is no clipboard; the selection can still be copied.
    const area = element("textarea", { value: text, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Ends when the commands of the page are what they should be: while values are put into them, nothing is copied. */
let settled = Promise.resolve();

/** A button that copies what `text` gives when it is pressed. */
function button(label, name, text) {
  const made = element("button", { type: "button", className: "copy", "aria-label": `${label} ${name}`.trim() }, label);
  made.addEventListener("click", async () => {
    await settled;
    const done = await copy(text());
    made.textContent = done ? "✓" : label;
    announce(done ? words.copied : words.copyFailed, !done);
    setTimeout(() => { made.textContent = label; }, 1600);
  });
  return made;
}

/** All commands of a symptom, for a shell: what is no shell's is a comment. */
function allCommands(codes) {
  return codes.map((code) => {
    if (/language-(bash|sh|shell|zsh|console|shell-session)\b/.test(code.className)) return commandText(code);
    const language = code.className.match(/language-(\S+)/)?.[1] ?? "";
    return commandText(code).split("\n").map((line) => `# ${language}: ${line}`).join("\n");
  }).join("\n");
}

function addCopyAll(side) {
  const codes = [...side.querySelectorAll(':scope > pre[data-effect="reads"] > code')];
  if (codes.length < 2 || side.querySelector(".copy-all")) return;
  const name = codes[0].parentElement.dataset.symptoms;
  side.append(element("p", { className: "copy-all", lang: document.documentElement.lang }, button(words.copyAll, name, () => allCommands(codes))));
}

function addTools(pre) {
  const code = pre.querySelector("code");
  if (!code || pre.querySelector(".tools")) return;
  const name = [pre.dataset.symptoms, pre.dataset.language].filter(Boolean).join(" ");
  const copyButton = button(words.copy, name, () => commandText(code));
  const tools = element("span", { className: "tools", lang: document.documentElement.lang });
  if (code.scrollWidth > code.clientWidth) {
    code.tabIndex = 0;
    const wrap = element("button", { type: "button", title: words.wrap, "aria-label": `${words.wrap} ${name}`.trim(), "aria-pressed": "false" }, "↵");
    wrap.addEventListener("click", () => wrap.setAttribute("aria-pressed", String(pre.classList.toggle("wrapped"))));
    tools.append(wrap);
  }
  tools.append(copyButton);
  pre.append(tools);
}

/** Moments are told in the time of whoever reads; the server's time stays in the address and in the title. */
function tellMoments() {
  const form = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium" });
  for (const time of document.querySelectorAll("time.moment:not([title])")) {
    time.title = time.dateTime;
    time.textContent = form.format(new Date(time.dateTime));
  }
}

/** What scrolls inside itself can be scrolled by the keyboard. */
function letScroll(part) {
  if (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight) part.tabIndex = 0;
}

/** What is most linked stands in the middle of a map: where there is not room for all of it, one sees that first. */
function showMiddle(map) {
  if (!map.scrollLeft) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
}

function addPermalinks() {
  for (const heading of document.querySelectorAll(".prose :is(h2, h3, h4)[id]")) {
    if (heading.querySelector(".permalink")) continue;
    heading.append(element("a", { className: "permalink", href: "#" + encodeURIComponent(heading.id), "aria-label": `# ${heading.textContent}` }, "#"));
  }
}

// Preferences that need no other page: theme, and which half of bilingual headings is shown. Another language is another
// page, which is shown at the same place.

/** Where the reading is: the last mark above the top, and how far above. */
function readingPlace() {
  const mark = [...document.querySelectorAll("main [id]")].findLast((one) => one.getBoundingClientRect().top <= 8 && one.offsetParent);
  return { id: mark?.id ?? "", top: mark?.getBoundingClientRect().top ?? 0, scroll: window.scrollY };
}

function goToPlace({ id, top, scroll }) {
  const mark = id && document.getElementById(id);
  window.scrollTo({ top: mark ? window.scrollY + mark.getBoundingClientRect().top - top : scroll, behavior: "instant" });
}

function switchLanguage(link) {
  const address = new URL(offline ? link.href : location.href);
  if (!offline) address.searchParams.set("lang", link.dataset.value);
  address.hash = location.hash;
  try { sessionStorage.setItem("kb-place", JSON.stringify(readingPlace())); } catch { /* The page begins at its top. */ }
  location.assign(address);
}

/** What is chosen here goes before what an address says that was followed to here. */
function dropFromAddress(name) {
  const address = new URL(location.href);
  if (!address.searchParams.has(name)) return;
  address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
}

function returnToPlace() {
  let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem("kb-place"));
    sessionStorage.removeItem("kb-place");
  } catch { /* Nothing was kept. */ }
  // The browser goes to the part that the address names until everything is loaded.
  if (place) window.addEventListener("load", () => setTimeout(() => goToPlace(place)));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".switch a");
  const name = link?.closest(".switch").dataset.switch;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (name === "lang") return switchLanguage(link);
  document.documentElement.dataset[name] = link.dataset.value;
  store(name, link.dataset.value);
  dropFromAddress(name);
  document.cookie = `kb-${name}=${link.dataset.value}; Path=/; Max-Age=31536000; SameSite=Lax`;
  for (const other of link.parentElement.querySelectorAll("a")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
});

function enhance() {
  document.dispatchEvent(new CustomEvent("kb:content"));
  document.querySelectorAll("main pre").forEach(addTools);
  document.querySelectorAll(".run-side").forEach(addCopyAll);
  document.querySelectorAll(".prose table").forEach(letScroll);
  document.querySelectorAll(".map").forEach((map) => { letScroll(map); showMiddle(map); });
  addPermalinks();
  tellMoments();
}

// What is folded is printed unfolded; the style sheet does the same where it can.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of folded) details.open = true;
});
window.addEventListener("afterprint", () => { for (const details of folded) details.open = false; });

returnToPlace();
document.addEventListener("DOMContentLoaded", enhance);

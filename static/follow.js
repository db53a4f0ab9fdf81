// A page that is open follows its file, without moving under the reader.
"use strict";

/** What the notes say of a page: what is measured comes and goes without a word. */
function still(main, ignored = "[data-live]") {
  const copy = main.cloneNode(true);
  for (const part of copy.querySelectorAll(ignored)) part.replaceChildren();
  return copy.innerHTML;
}

/** The page as it came from the server last. */
let shown = document.querySelector("main").cloneNode(true);

/** The page as the server has it now; null when it is gone. */
async function freshMain(signal) {
  const answer = await fetch(location.pathname + location.search, { signal, cache: "no-cache", headers: { accept: "text/html", "KB-Following": "1" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
}

/** The parts of a page that fold, by what tells them from each other: the id, the row before them, or the class and the
    place among their like. */
function folds(root) {
  const seen = new Map();
  return new Map([...root.querySelectorAll("details")].map((details) => {
    const name = details.id || details.closest("tr")?.previousElementSibling?.id || details.className;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return [`${name} ${seen.get(name)}`, details];
  }));
}

/** Puts other content into a part of the page: what is unfolded stays so, the focus stays, and so does what one types. */
function replaceContent(part, fresh) {
  const open = new Map([...folds(part)].map(([name, details]) => [name, details.open]));
  const typed = [...part.querySelectorAll("input[name]:not([type=hidden])")].map(({ name, value }) => ({ name, value }));
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const fold = [...folds(part)].find(([, details]) => details.firstElementChild === focused)?.[0];
  part.replaceChildren(...fresh.childNodes);
  for (const [name, details] of folds(part)) details.open = open.get(name) ?? details.open;
  for (const { name, value } of typed) {
    const field = part.querySelector(`input[name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }
  if (!focused) return;
  const same = fold ? folds(part).get(fold)?.firstElementChild
    : ["id", "name", "href"].map((key) => focused.getAttribute(key) && part.querySelector(`${focused.localName}[${key}="${CSS.escape(focused.getAttribute(key))}"]`)).find(Boolean);
  same?.focus({ preventScroll: true });
}

function replaceMain(fresh) {
  shown = fresh.cloneNode(true);
  const place = readingPlace();
  replaceContent(document.querySelector("main"), fresh);
  enhance();
  goToPlace(place);
}

async function update() {
  await settled;
  const asked = location.search;
  const fresh = await freshMain();
  // Where other values were asked for meanwhile, what comes for them is newer.
  if (!fresh || location.search !== asked) return;
  if (still(fresh) === still(shown)) {
    document.dispatchEvent(new CustomEvent("kb:situation", { detail: fresh }));
  } else {
    replaceMain(fresh);
    announce(words.updated, true);
  }
}

let events = null;
let updating = null;

/** Listens to the server, which begins with what may have been missed; again with other values where the commands have
    others. A page that nobody sees does not: of the few connections that a browser has to one server, those that are seen
    need one each. Nor does one that says what came of a request: the page at its address is another. */
function follow() {
  events?.close();
  events = null;
  const isFollowed = !document.querySelector("main[data-outcome]") && location.pathname !== "/login";
  if (!window.EventSource || offline || !isFollowed || document.hidden) return;
  const watched = document.querySelector("[data-watch]")?.dataset.watch;
  const query = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("p.")));
  if (watched) query.set("watch", watched);
  events = new EventSource("/events?" + query);
  events.addEventListener("situation", () => document.dispatchEvent(new CustomEvent("kb:situation")));
  events.addEventListener("change", () => {
    updating = (updating ?? Promise.resolve()).then(update).catch(() => {});
  });
}

document.addEventListener("visibilitychange", follow);

if (document.readyState === "complete") follow(); else window.addEventListener("load", follow);

// What pages do beyond showing themselves. Everything here is an addition: without it the pages are complete.
"use strict";

const words = document.getElementById("words").dataset;
const isTyping = (event) => event.target.closest?.("input, textarea, select, [contenteditable]");

/** What this browser keeps by a name; null where it keeps nothing, as in some private windows. */
function stored(name) {
  try { return localStorage.getItem("kb-" + name); } catch { return null; }
}

function store(name, value) {
  try { localStorage.setItem("kb-" + name, value); } catch { /* Without a store the page forgets. */ }
}

/** Tells a screen reader, and with `isVisible` everybody. */
function announce(text, isVisible = false) {
  document.getElementById("status").textContent = text;
  if (!isVisible) return;
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.ariaHidden = "true";
  toast.textContent = text;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2500);
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

/** A button that copies what `text` gives when it is pressed. */
function button(label, name, text) {
  const made = element("button", { type: "button", className: "copy", "aria-label": `${label} ${name}`.trim() }, label);
  made.addEventListener("click", async () => {
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
  side.append(element("p", { className: "copy-all" }, button(words.copyAll, name, () => allCommands(codes))));
}

function addTools(pre) {
  const code = pre.querySelector("code");
  if (!code || pre.querySelector(".tools")) return;
  const name = [pre.dataset.symptoms, pre.dataset.language].filter(Boolean).join(" ");
  const copyButton = button(words.copy, name, () => commandText(code));
  const tools = element("span", { className: "tools" });
  if (code.scrollWidth > code.clientWidth) {
    code.tabIndex = 0;
    const wrap = element("button", { type: "button", title: words.wrap, "aria-label": `${words.wrap} ${name}`.trim(), "aria-pressed": "false" }, "↵");
    wrap.addEventListener("click", () => wrap.setAttribute("aria-pressed", String(pre.classList.toggle("wrapped"))));
    tools.append(wrap);
  }
  tools.append(copyButton);
  pre.append(tools);
}

function addPermalinks() {
  for (const heading of document.querySelectorAll(".prose :is(h2, h3, h4)[id]")) {
    if (heading.querySelector(".permalink")) continue;
    heading.append(element("a", { className: "permalink", href: "#" + encodeURIComponent(heading.id), "aria-label": `# ${heading.textContent}` }, "#"));
  }
}

// The table of contents follows the reading.

let follower;
function followContents() {
  follower?.disconnect();
  const links = new Map();
  for (const link of document.querySelectorAll(".contents-side a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  if (!links.size) return;
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    let current = headings[0];
    for (const heading of headings) if (heading.getBoundingClientRect().top < 140) current = heading;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(current?.id)?.setAttribute("aria-current", "true");
  };
  follower = new IntersectionObserver(mark, { rootMargin: "0px 0px -60% 0px", threshold: [0, 1] });
  headings.forEach((heading) => follower.observe(heading));
  mark();
}

// Preferences that need no other page: theme, and which half of bilingual headings is shown.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".switch a");
  const name = link?.closest(".switch").dataset.switch;
  if (!link || name === "lang" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  document.documentElement.dataset[name] = link.dataset.value;
  store(name, link.dataset.value);
  document.cookie = `kb-${name}=${link.dataset.value}; Path=/; Max-Age=31536000; SameSite=Lax`;
  for (const other of link.parentElement.querySelectorAll("a")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
});

// The search over the page. A query waits while an input method composes, and an answer that comes late is dropped.

const search = {
  open(text = "") {
    if (!this.dialog) this.build();
    this.dialog.showModal();
    this.input.value = text;
    this.input.select();
    this.ask();
  },

  build() {
    this.input = element("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "options", "aria-autocomplete": "list", "aria-label": words.search, autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 1000 });
    this.list = element("ul", { id: "options", role: "listbox", "aria-label": words.search });
    const close = element("button", { type: "button", "aria-label": words.close }, "✕");
    const foot = element("p", { className: "palette-foot" }, words.help);
    this.dialog = element("dialog", { className: "palette", "aria-label": words.search }, element("div", { className: "palette-head" }, this.input, close), this.list, foot);
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.input.addEventListener("input", (event) => { if (!event.isComposing) this.wait(); });
    this.input.addEventListener("compositionend", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
  },

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 80);
  },

  async ask() {
    this.request?.abort();
    const text = this.input.value.trim();
    if (!text) return this.show([], "");
    const request = this.request = new AbortController();
    try {
      if (window.kbOffline) return this.show(await kbOffline.search(text), text);
      const answer = await fetch("/api/v1/search?limit=12&q=" + encodeURIComponent(text), { signal: request.signal });
      if (answer.ok) this.show((await answer.json()).results, text);
    } catch (error) {
      if (error.name !== "AbortError") this.show([], "");
    }
  },

  show(hits, text) {
    this.list.replaceChildren(...hits.map((hit, index) => this.option(hit, index)));
    if (text) this.list.append(this.all(text, hits.length));
    this.input.setAttribute("aria-expanded", String(this.list.children.length > 0));
    this.choose(0);
    if (text) announce(hits.length ? words.results.replace("%1", hits.length) : words.noResults);
  },

  option(hit, index) {
    const title = element("span", { className: "option-title" }, hit.title);
    const option = element("li", { id: "option-" + index, role: "option" }, title);
    if (hit.urgency) option.append(" ", element("span", { className: `badge badge-${hit.urgency}` }, hit.symptom));
    const path = hit.headings.filter((heading) => heading !== hit.title).join(" › ");
    if (path) option.append(element("span", { className: "option-headings" }, path));
    const pieces = highlighted(hit.snippet, hit.highlights);
    option.append(element("span", { className: "option-snippet" }, ...pieces));
    return this.leading(option, withFound(hit.href, pieces.filter((piece) => piece.nodeName === "MARK"), this.input.value));
  },

  all(text, index) {
    return this.leading(element("li", { id: "option-" + index, role: "option" }, element("span", { className: "option-title" }, words.all)), (window.kbOffline ? kbOffline.home + "search.html" : "/search") + "?q=" + encodeURIComponent(text));
  },

  leading(option, href) {
    option.dataset.href = href;
    option.addEventListener("click", (event) => this.go(option, event.ctrlKey || event.metaKey));
    return option;
  },

  go(option, inNewTab) {
    if (!option) return;
    if (inNewTab) return void window.open(option.dataset.href, "_blank", "noopener");
    this.dialog.close();
    location.href = option.dataset.href;
  },

  choose(index) {
    const options = [...this.list.children];
    this.index = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.index)));
    const chosen = options[this.index];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id); else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  },

  key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(this.index + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.go(this.list.children[this.index], event.ctrlKey || event.metaKey);
    }
  },
};

/** Highlights are places in the UTF-8 of a text. */
function highlighted(text, ranges) {
  const bytes = new TextEncoder().encode(text);
  const part = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const pieces = [];
  let position = 0;
  for (const [from, to] of ranges) {
    pieces.push(part(position, from), element("mark", {}, part(from, to)));
    position = to;
  }
  return [...pieces, part(position)];
}

/** The address of a found note with what was found, so that the page shows it: the marks of its snippet, else the words
    of the query. */
function withFound(href, marks, query) {
  const address = new URL(href, location.href);
  const asked = () => query.split(/\s+/).filter((word) => !/^-|.:/.test(word)).map((word) => word.replaceAll('"', "")).filter(Boolean);
  const texts = marks.length ? marks.map((mark) => mark.textContent) : asked();
  for (const text of new Set(texts.slice(0, 40).map((text) => text.toLowerCase()))) {
    if (text.length <= 60 && address.searchParams.getAll("h").length < 5) address.searchParams.append("h", text);
  }
  return address.href;
}

function leadToFound() {
  for (const hit of document.querySelectorAll(".hit")) {
    const link = hit.querySelector(".hit-link");
    link.href = withFound(link.getAttribute("href"), [...hit.querySelectorAll("mark")], document.querySelector("header.site input[name=q]").value);
  }
}

// A page that is open follows its file, without moving under the reader.

/** What the notes say of a page: what is measured comes and goes without a word. */
function still(main) {
  const copy = main.cloneNode(true);
  for (const part of copy.querySelectorAll("[data-live]")) part.replaceChildren();
  return copy.innerHTML;
}

let shown = still(document.querySelector("main"));

/** The page as the server has it now; null when it is gone. */
async function freshMain() {
  const answer = await fetch(location.pathname + location.search, { cache: "no-cache", headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
}

async function update() {
  const fresh = await freshMain();
  const content = fresh && still(fresh);
  if (!fresh || content === shown) return;
  shown = content;
  const main = document.querySelector("main");
  const open = new Set([...main.querySelectorAll("details[open]")].map((details) => details.className));
  const anchor = [...main.querySelectorAll("[id]")].findLast((one) => one.getBoundingClientRect().top <= 8 && one.offsetParent);
  const place = anchor?.getBoundingClientRect().top;
  const scroll = window.scrollY;
  main.replaceChildren(...fresh.childNodes);
  for (const details of main.querySelectorAll("details")) if (open.has(details.className)) details.open = true;
  enhance();
  const same = anchor && document.getElementById(anchor.id);
  const target = same ? window.scrollY + same.getBoundingClientRect().top - place : scroll;
  window.scrollTo({ top: target, behavior: "instant" });
  announce(words.updated, true);
}

function follow() {
  if (!window.EventSource || window.kbOffline || location.pathname === "/login") return;
  const watched = document.querySelector("[data-watch]")?.dataset.watch;
  const query = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("p.")));
  if (watched) query.set("watch", watched);
  const events = new EventSource("/events?" + query);
  events.addEventListener("situation", () => document.dispatchEvent(new CustomEvent("kb:situation")));
  let running = null;
  events.addEventListener("change", () => {
    running = (running ?? Promise.resolve()).then(update).catch(() => {});
  });
}

function enhance() {
  document.dispatchEvent(new CustomEvent("kb:content"));
  document.querySelectorAll("main pre").forEach(addTools);
  document.querySelectorAll(".run-side").forEach(addCopyAll);
  addPermalinks();
  leadToFound();
  followContents();
}

// What is folded is printed unfolded; the style sheet does the same where it can.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of folded) details.open = true;
});
window.addEventListener("afterprint", () => { for (const details of folded) details.open = false; });

enhance();
if (document.readyState === "complete") follow(); else window.addEventListener("load", follow);

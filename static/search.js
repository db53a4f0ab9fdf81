// The search over the page, opened by a key or from the field of the header. A query waits while an
// input method composes, and an answer that comes late is dropped.
"use strict";

const search = {
  field: document.querySelector("header.site input[name=q]"),

  open(text = "") {
    if (!this.dialog) this.build();
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.value = text;
    this.input.select();
    this.ask();
  },

  /** Goes on in the dialog with what somebody has begun to type in the header. */
  takeOver() {
    this.open(this.field.value);
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  },

  build() {
    this.input = element("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "kb:options", "aria-autocomplete": "list", "aria-label": words.search, autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 1000 });
    this.list = element("ul", { id: "kb:options", role: "listbox", "aria-label": words.search });
    const close = element("button", { type: "button", "aria-label": words.close }, "✕");
    const foot = element("p", { className: "palette-foot" }, words.help);
    this.said = element("p", { className: "palette-said" });
    this.dialog = element("dialog", { className: "palette", "aria-label": words.search }, element("div", { className: "palette-head" }, this.input, close), this.said, this.list, foot);
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    // What was typed is not lost: the field has a button to search for it.
    this.dialog.addEventListener("close", () => { this.stop(); this.field.value = this.input.value; });
    this.input.addEventListener("input", (event) => { if (!event.isComposing) this.wait(); });
    this.input.addEventListener("compositionend", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
  },

  wait() {
    this.stop();
    // What is listed answers an earlier text; where the answer takes its time, one sees that.
    this.list.ariaBusy = "true";
    this.timer = setTimeout(() => this.ask(), 80);
  },

  /** What was asked for is not wanted any more. */
  stop() {
    clearTimeout(this.timer);
    this.request?.abort();
  },

  async ask() {
    this.stop();
    const text = this.input.value.trim();
    if (!text) return this.show({ results: [] }, "");
    const { signal } = this.request = new AbortController();
    try {
      const answer = await (offline ? offline.search(text).then((results) => ({ results })) : this.fetch(text, signal));
      if (!signal.aborted) this.show(answer, text);
    } catch {
      if (!signal.aborted) this.fail();
    }
  },

  /** Without an answer Enter leads to the page of the search, as before one. */
  fail() {
    this.show({ results: [] }, "");
    this.said.textContent = words.unanswered;
    announce(words.unanswered);
  },

  async fetch(text, signal) {
    const answer = await fetch("/api/v1/search?limit=12&q=" + encodeURIComponent(text), { signal });
    if (!answer.ok) throw new Error(`The search answered ${answer.status}.`);
    return answer.json();
  },

  show({ results: hits, alert, changes = [] }, text) {
    this.answered = text;
    this.list.ariaBusy = null;
    const options = alert ? [this.alert(alert)] : [];
    for (const hit of hits) options.push(this.option(hit, options.length));
    const found = options.length;
    if (text) options.push(this.all(text, found, found ? words.all : words.queryHelp));
    this.list.replaceChildren(...options);
    this.input.setAttribute("aria-expanded", String(this.list.children.length > 0));
    this.choose(0);
    const told = found ? changes : changes.filter(({ kind }) => kind === "unmet");
    const said = [found ? "" : words.noResults, ...told.map((change) => this.change(change))].filter(Boolean);
    this.said.textContent = text ? said.join(" · ") : "";
    if (text) announce([...said, ...(found ? [words.results.replace("%1", found)] : [])].join(" · "));
  },

  /** What was looked for in place of a word; other changes show by what is marked. */
  change({ kind, word, replacements }) {
    const unmet = replacements.length ? words.unmetLike : words.unmet;
    const sentence = { corrected: words.corrected, leftOut: words.leftOut, unmet }[kind];
    return sentence?.replace(/%[12]/g, (mark) => mark === "%1" ? word : replacements.join(", "));
  },

  /** What the alert is about whose name was typed; its address fills in what is known of it. */
  alert({ name, symptom, description, title }) {
    const subject = element("span", { className: "option-title" }, [symptom, description].filter(Boolean).join(" ") || title);
    const option = element("li", { id: "kb:option-0", role: "option" }, subject);
    option.append(element("span", { className: "option-headings" }, `◉ ${name} › ${title}`));
    return this.leading(option, "/a/" + encodeURIComponent(name));
  },

  option(hit, index) {
    const title = element("span", { className: "option-title", lang: languageOf(hit.title) }, hit.title);
    const option = element("li", { id: "kb:option-" + index, role: "option" }, title);
    if (hit.urgency) option.append(" ", element("span", { className: `badge badge-${hit.urgency}` }, hit.symptom));
    const path = hit.headings.filter((heading) => heading !== hit.title).join(" › ");
    if (path) option.append(element("span", { className: "option-headings", lang: languageOf(path) }, path));
    const pieces = highlighted(hit.snippet, hit.highlights);
    option.append(element("span", { className: "option-snippet", lang: languageOf(hit.snippet) }, ...pieces));
    return this.leading(option, withFound(hit.href, hit.found, pieces.filter((piece) => piece.nodeName === "MARK"), this.input.value));
  },

  all(text, index, name) {
    return this.leading(element("li", { id: "kb:option-" + index, role: "option" }, element("span", { className: "option-title" }, name)), this.addressOfAll(text));
  },

  addressOfAll: (text) => (offline ? offline.home + "search.html" : "/search") + "?q=" + encodeURIComponent(text),

  leading(option, href) {
    option.dataset.href = href;
    option.addEventListener("click", (event) => this.go(href, event.ctrlKey || event.metaKey));
    return option;
  },

  go(href, inNewTab) {
    if (inNewTab) return void window.open(href, "_blank", "noopener");
    this.dialog.close();
    location.href = href;
  },

  /** Where Enter leads: to what is chosen, or to the page of the search where the list does not answer this text yet. */
  chosen() {
    const text = this.input.value.trim();
    if (text !== this.answered || !text) return text && this.addressOfAll(text);
    return this.list.children[this.index].dataset.href;
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
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(this.index + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const href = this.chosen();
      if (href) this.go(href, event.ctrlKey || event.metaKey);
    }
  },
};

/** The language that most of a text is in, for who has it read out: a Chinese character weighs as much as two letters. */
function languageOf(text) {
  const count = (pattern) => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  return han && han * 2 >= count(/[a-z]/gi) ? "zh-Hant" : "en";
}

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

/** The address of a found note with the words that answer and the marks of its snippet, so that the page shows them, else
    with the words of the query. */
function withFound(href, found, marks, query) {
  const address = new URL(href, location.href);
  const asked = () => query.split(/\s+/).filter((word) => !/^-|.:/.test(word)).map((word) => word.replaceAll('"', "")).filter(Boolean);
  const answers = [...found, ...marks.map((mark) => mark.textContent)];
  const texts = new Map((answers.length ? answers : asked()).map((text) => [text.toLowerCase(), text]));
  for (const text of texts.values()) {
    if (text.length <= 60 && address.searchParams.getAll("h").length < 8) address.searchParams.append("h", text);
  }
  return address.href;
}

function leadToFound() {
  for (const hit of document.querySelectorAll(".hit")) {
    const link = hit.querySelector(".hit-link");
    const found = hit.dataset.found?.split("\n") ?? [];
    link.href = withFound(link.getAttribute("href"), found, [...hit.querySelectorAll("mark")], search.field.value);
  }
}

search.field.addEventListener("click", () => search.open(search.field.value));
search.field.addEventListener("input", (event) => { if (!event.isComposing) search.takeOver(); });
search.field.addEventListener("compositionend", () => search.takeOver());
document.addEventListener("kb:content", leadToFound);

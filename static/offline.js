// A page that is a file: it searches in the index that lies beside it, and remembers choices without cookies.
"use strict";

window.kbOffline = {
  root: document.currentScript.src.replace(/static\/[^/]*$/, ""),

  get home() { return this.root + (document.documentElement.lang === "zh-Hant" ? "zh-Hant/" : ""); },

  load() {
    this.loading ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = this.root + "search-index.js";
      script.onload = () => {
        const index = window.kbIndex;
        this.fields = index.fields;
        this.keys = new Set(Object.values(index.fields).flatMap(Object.keys));
        const to = [...index.to];
        this.folds = new Map([...index.from].map((from, place) => [from, to[place]]));
        for (const one of index.sections) {
          [one.titleKey, one.headingKey, one.key] = [one.title, one.heading, one.text].map((text) => this.fold(text));
          one.page = one.href.split("#")[0];
        }
        done(index.sections);
      };
      script.onerror = fail;
      document.head.append(script);
    });
    return this.loading;
  },

  fold(text) {
    let folded = "";
    for (const one of text) {
      const lower = one.toLowerCase();
      folded += this.folds.get(one) ?? (lower.length === one.length ? lower : one);
    }
    return folded;
  },

  /** A query in its parts: words and phrases that are looked for, those that must not stand in a note, and filters on the
      fields that some note has. */
  read(text) {
    const parts = { words: [], excluded: [], filters: [] };
    for (const [token] of this.fold(text).matchAll(/-?(?:[^\s":]+:)?"[^"]*"?|\S+/g)) {
      const isExcluded = /^-[^-]/.test(token);
      const term = (isExcluded ? token.slice(1) : token).replaceAll('"', "");
      const [, name, value] = /^([^:]+):(.+)$/.exec(term) ?? [];
      const key = { tag: "tags", type: "note_type" }[name] ?? name;
      if (this.keys.has(key)) parts.filters.push({ key, value, isExcluded });
      else if (term) parts[isExcluded ? "excluded" : "words"].push(term);
    }
    return parts;
  },

  /** The best section of every note that holds all words and fulfils the filters; when none does, of those that hold most. */
  async search(text, limit = 12) {
    const sections = await this.load();
    const { words, excluded, filters } = this.read(text);
    if (!words.length && !filters.length) return [];
    const unwanted = new Set();
    for (const section of sections) {
      const keys = [section.titleKey, section.headingKey, section.key];
      if (excluded.some((word) => keys.some((key) => key.includes(word)))) unwanted.add(section.page);
    }
    const isSaid = (page, key, value) => Object.hasOwn(this.fields[page], key) && this.fields[page][key].includes(value);
    const isMeant = (page) => !unwanted.has(page) && filters.every(({ key, value, isExcluded }) => isSaid(page, key, value) !== isExcluded);
    const notes = new Map();
    for (const section of sections) {
      if (!isMeant(section.page)) continue;
      let score = 0;
      const held = new Set();
      for (const word of words) {
        const points = (section.titleKey.includes(word) ? 6 : 0) + (section.headingKey.includes(word) ? 4 : 0) + (section.key.includes(word) ? 2 : 0);
        if (points) held.add(word);
        score += points;
      }
      if (words.length && !score) continue;
      const note = notes.get(section.page) ?? { held: new Set(), score: -1 };
      held.forEach((word) => note.held.add(word));
      if (score > note.score) Object.assign(note, { score, section });
      notes.set(section.page, note);
    }
    const most = Math.max(0, ...[...notes.values()].map((note) => note.held.size));
    return [...notes.values()].filter((note) => note.held.size === most)
      .sort((one, other) => other.score - one.score).slice(0, limit)
      .map(({ section }) => this.hit(section, words));
  },

  hit(section, words) {
    const places = words.map((word) => section.key.indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, Math.min(...places, section.text.length) - 40);
    const from = places.length ? start : 0;
    const snippet = section.text.slice(from, from + 160).replaceAll("\n", " ");
    const key = section.key.slice(from, from + 160);
    const bytes = (end) => new TextEncoder().encode(snippet.slice(0, end)).length;
    const highlights = [];
    for (const word of words) {
      const place = key.indexOf(word);
      if (place >= 0) highlights.push([bytes(place), bytes(place + word.length)]);
    }
    highlights.sort((one, other) => one[0] - other[0]);
    const apart = highlights.filter((one, place) => !place || one[0] >= highlights[place - 1][1]);
    const texts = [[section.titleKey, section.title], [section.headingKey, section.heading], [section.key, section.text]];
    const found = words.flatMap((word) => texts.filter(([key]) => key.includes(word)).map(([key, text]) => text.slice(key.indexOf(word), key.indexOf(word) + word.length)));
    return { href: this.home + section.href, title: section.title, headings: section.heading ? [section.heading] : [], snippet, highlights: apart, found };
  },

  /** Fills the page that a search form leads to. */
  async showResults() {
    const text = new URLSearchParams(location.search).get("q")?.trim();
    if (!text || !/\/search\.html$/.test(location.pathname)) return;
    document.querySelector("header.site input[name=q]").value = text;
    const hits = await this.search(text, 50);
    const list = element("ol", { className: "hits" }, ...hits.map((hit) => {
      const link = element("a", { className: "hit-link", href: hit.href }, element("span", { className: "hit-title", lang: languageOf(hit.title) }, hit.title));
      if (hit.headings.length) link.append(element("span", { className: "hit-headings", lang: languageOf(hit.headings[0]) }, hit.headings[0]));
      const item = element("li", { className: "hit" }, link, element("p", { className: "snippet", lang: languageOf(hit.snippet) }, ...highlighted(hit.snippet, hit.highlights)));
      if (hit.found.length) item.dataset.found = hit.found.join("\n");
      return item;
    }));
    const count = hits.length ? words.results.replace("%1", hits.length) : words.noResults;
    document.querySelector("main h1").after(element("p", { className: "lead" }, count), list);
    leadToFound();
  },
};

for (const name of ["theme", "reading"]) {
  try { document.documentElement.dataset[name] = localStorage.getItem("kb-" + name) ?? document.documentElement.dataset[name]; } catch { /* Forgotten. */ }
}
document.addEventListener("DOMContentLoaded", () => window.kbOffline.showResults());

// Shows on a page what a search found on it: `?h=word&h=word` in its address, which the results add to their links.
"use strict";

const found = {
  terms: new URLSearchParams(location.search).getAll("h").map((term) => term.trim()).filter(Boolean).slice(0, 8),

  /** The terms, the longest first. The words of one may be written together, apart, or with other marks between them, as
      in `maxPoll`, `max.poll` and `max poll`. */
  get pattern() {
    const written = (term) => apart(term).map((word) => word.replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&").replace(/\s+/g, "\\s+")).join("[-_.\\s]*");
    return new RegExp([...this.terms].sort((one, other) => other.length - one.length).map(written).join("|"), "giu");
  },

  mark() {
    if (!this.terms.length || !window.Highlight) return;
    const ranges = [];
    const seen = new Set();
    const { pattern } = this;
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < 2000) {
      const text = walker.currentNode.data;
      for (const { 0: match, index } of text.matchAll(pattern)) {
        if (!beginsWord(text, index)) continue;
        const range = new Range();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + match.length);
        ranges.push(range);
        seen.add(keyOf(match));
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
    if (ranges.length) this.offerClearing(this.terms.filter((term) => seen.delete(keyOf(term))));
  },

  offerClearing(terms) {
    if (document.querySelector(".found")) return;
    const button = element("button", { type: "button", className: "found" }, `${terms.join(" · ")} ✕`);
    button.setAttribute("aria-label", words.clearFound);
    button.addEventListener("click", () => this.clear(button));
    document.body.append(button);
  },

  clear(button) {
    CSS.highlights.delete("found");
    this.terms = [];
    button.remove();
    const address = new URL(location.href);
    address.searchParams.delete("h");
    history.replaceState(history.state, "", address);
  },
};

/** The words of a term: those of an identifier are parted by a capital or by marks, those of a number are not. */
const apart = (term) => term.replace(/([a-z])(?=[A-Z])/g, "$1 ").split(/(?<=\p{L})[-_.\s]+(?=\p{L})/u);

/** What the ways of writing a term have in common. */
const keyOf = (term) => apart(term).join("").toLowerCase();

/** Whether a word begins at a place of a text, or a part of one, as in `consumerLag`: `lag` is not found in `flag`. */
function beginsWord(text, place) {
  const [before, first, second] = [text[place - 1] ?? "", text[place], text[place + 1] ?? ""];
  if (!/[a-z\d]/i.test(before) || !/[a-z\d]/i.test(first)) return true;
  if (/\d/.test(before) !== /\d/.test(first)) return true;
  return /[A-Z]/.test(first) && (/[a-z]/.test(before) || /[a-z]/.test(second));
}

document.addEventListener("kb:content", () => found.mark());

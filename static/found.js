// Shows on a page what a search found on it: `?h=word&h=word` in its address, which the results add to their links.
"use strict";

const found = {
  terms: new URLSearchParams(location.search).getAll("h").map((term) => term.trim().toLowerCase()).filter(Boolean).slice(0, 8),

  mark() {
    if (!this.terms.length || !window.Highlight) return;
    const ranges = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < 2000) {
      const text = walker.currentNode.data.toLowerCase();
      if (text.length !== walker.currentNode.data.length) continue;
      for (const term of this.terms) {
        for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + term.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
    if (ranges.length) this.offerClearing();
  },

  offerClearing() {
    if (document.querySelector(".found")) return;
    const button = element("button", { type: "button", className: "found" }, `${this.terms.join(" · ")} ✕`);
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

document.addEventListener("kb:content", () => found.mark());

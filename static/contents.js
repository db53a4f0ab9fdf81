// The table of contents follows the reading.
"use strict";

const contents = {
  links: new Map(),
  isWaiting: false,

  build() {
    this.links = new Map([...document.querySelectorAll(".contents-side a")].map((link) => [namedBy(link.hash), link]));
    this.mark();
  },

  /** Marks the heading at the top; where the end of the page keeps a heading from the top that the address names, that one. */
  mark() {
    this.isWaiting = false;
    if (!this.links.size) return;
    const headings = [...this.links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const top = (heading) => heading.getBoundingClientRect().top;
    let current = headings.findLast((heading) => top(heading) < 56) ?? headings[0];
    const named = headings.find((heading) => heading.id === namedBy(location.hash));
    const isAtEnd = window.scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    if (named && isAtEnd && top(named) >= 0 && top(named) < innerHeight) current = named;
    for (const link of this.links.values()) link.removeAttribute("aria-current");
    this.links.get(current?.id)?.setAttribute("aria-current", "true");
  },

  wait() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => this.mark());
  },
};

document.addEventListener("kb:content", () => contents.build());
window.addEventListener("scroll", () => contents.wait(), { passive: true });
window.addEventListener("hashchange", () => contents.wait());

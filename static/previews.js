// Shows the beginning of a note beside a link to it, on hover and on focus. It can be dismissed with Esc, the pointer can
// go onto it, and it stays until then (WCAG 1.4.13).
"use strict";

const previews = {
  known: new Map(),

  /** Whether a link leads to another note, so that there is something to show. */
  leadsToNote(link) {
    return link.origin === location.origin && link.pathname.startsWith("/notes/") && link.pathname !== location.pathname
      && !link.closest(".preview, .palette, .series, nav");
  },

  wait(link, time) {
    clearTimeout(this.timer);
    if (link === this.link) return;
    this.timer = setTimeout(() => this.show(link), time);
  },

  hideSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), 250);
  },

  hide() {
    clearTimeout(this.timer);
    this.link?.removeAttribute("aria-describedby");
    this.box?.remove();
    this.link = this.box = null;
  },

  async content(link) {
    const address = "/previews/" + link.pathname.slice("/notes/".length) + (link.hash ? "?section=" + link.hash.slice(1) : "");
    if (!this.known.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      this.known.set(address, await answer.text());
    }
    return new DOMParser().parseFromString(this.known.get(address), "text/html").body;
  },

  async show(link) {
    const content = await this.content(link).catch(() => null);
    if (!content || !link.isConnected || !(link.matches(":hover") || link === document.activeElement)) return;
    this.hide();
    this.link = link;
    this.box = element("div", { className: "preview", id: "kb:preview", role: "tooltip" }, ...content.childNodes);
    this.box.addEventListener("mouseenter", () => clearTimeout(this.timer));
    this.box.addEventListener("mouseleave", () => this.hideSoon());
    document.body.append(this.box);
    link.setAttribute("aria-describedby", "kb:preview");
    this.place(link);
  },

  /** Below the link where there is room, else above it. */
  place(link) {
    const around = link.getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    const isAbove = around.bottom + box.height + 12 > innerHeight && around.top > box.height + 12;
    this.box.style.top = `${scrollY + (isAbove ? around.top - box.height - 6 : around.bottom + 6)}px`;
    this.box.style.left = `${Math.max(8, Math.min(around.left, document.documentElement.clientWidth - box.width - 8))}px`;
  },
};

document.addEventListener("mouseover", (event) => {
  const link = event.target.closest?.("main a[href]");
  if (link && previews.leadsToNote(link) && matchMedia("(hover: hover)").matches) previews.wait(link, 350);
});
document.addEventListener("mouseout", (event) => {
  if (event.target.closest?.("main a[href]")) previews.hideSoon();
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest?.("main a[href]");
  if (link && link.matches(":focus-visible") && previews.leadsToNote(link)) previews.wait(link, 350);
});
document.addEventListener("focusout", () => previews.hideSoon());
document.addEventListener("keydown", (event) => { if (event.key === "Escape") previews.hide(); });

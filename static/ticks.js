// Ticks of checklists, kept in this browser for one incident at a time. The file is never changed.
"use strict";

const ticks = {
  /** `{ name: { started, notes: { path: { item: isTicked } } } }` */
  all: () => JSON.parse(stored("ticks") ?? "{}"),
  current: () => stored("incident") ?? "",

  change(change) {
    const all = this.all();
    change(all);
    store("ticks", JSON.stringify(all));
    this.show();
  },

  start(name) {
    store("incident", name);
    this.change((all) => { all[name] ??= { started: Date.now(), notes: {} }; });
  },

  /** An incident that nobody named is called by when it began. */
  defaultName() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
  },

  tick(box) {
    const isTicked = box.checked;
    if (!this.current()) this.start(this.defaultName());
    this.change((all) => {
      const incident = all[this.current()] ??= { started: Date.now(), notes: {} };
      (incident.notes[location.pathname] ??= {})[box.dataset.item] = isTicked;
    });
  },

  show() {
    if (!this.bar) return;
    const name = this.current();
    const state = this.all()[name]?.notes[location.pathname] ?? {};
    for (const box of this.boxes) box.checked = state[box.dataset.item] ?? box.defaultChecked;
    const part = (name) => this.bar.querySelector(".ticks-" + name);
    for (const one of ["lead", "field", "start"]) part(one).hidden = Boolean(name);
    this.bar.classList.toggle("is-running", Boolean(name));
    for (const one of ["state", "finish", "clear"]) part(one).hidden = !name;
    part("name").textContent = name;
    const done = this.boxes.filter((box) => box.checked).length;
    part("count").textContent = part("count").dataset.text.replace("%1", done).replace("%2", this.boxes.length);
    this.bar.querySelector("datalist").replaceChildren(...Object.keys(this.all()).map((value) => element("option", { value })));
  },

  clear(button) {
    if (!button.dataset.label) {
      // A second press within a few seconds confirms.
      button.dataset.label = button.textContent;
      button.textContent = button.dataset.confirm;
      setTimeout(() => { button.textContent = button.dataset.label; delete button.dataset.label; }, 4000);
      return;
    }
    const name = this.current();
    store("incident", "");
    this.change((all) => { delete all[name]; });
  },

  build() {
    const isKnown = Boolean(this.bar) && this.bar === document.querySelector(".ticks");
    this.boxes = [...document.querySelectorAll(".note > .prose li > input[type=checkbox], .note > .prose li > p:first-child > input[type=checkbox]")];
    this.bar = document.querySelector(".ticks");
    if (!this.bar) return;
    const seen = new Map();
    for (const box of this.boxes) {
      const item = box.closest("li");
      const own = [...item.childNodes].filter((node) => !/^(UL|OL)$/.test(node.nodeName)).map((node) => node.textContent).join("").trim();
      seen.set(own, (seen.get(own) ?? 0) + 1);
      box.dataset.item = own + (seen.get(own) > 1 ? ` #${seen.get(own)}` : "");
      box.disabled = false;
      item.classList.add("task");
      box.onchange = () => this.tick(box);
    }
    if (isKnown) return this.show();
    this.bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.start(this.bar.querySelector("input").value.trim() || this.defaultName());
    });
    this.bar.querySelector(".ticks-finish").addEventListener("click", () => { store("incident", ""); this.show(); });
    this.bar.querySelector(".ticks-clear").addEventListener("click", (event) => this.clear(event.currentTarget));
    this.show();
  },
};

document.addEventListener("kb:content", () => ticks.build());
// Another page of the same incident may be open.
window.addEventListener("storage", () => ticks.show());
// The words of an item are as good a target as its box.
document.addEventListener("click", (event) => {
  const item = event.target.closest?.("li.task");
  if (!item || event.target.closest("a, button, input, code, ul ul, ol ol, summary") || getSelection().toString()) return;
  item.querySelector("input[type=checkbox]").click();
});

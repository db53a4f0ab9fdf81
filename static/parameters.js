// The values for the commands of a page: the server fills them in, and every command of the page follows while one types.
"use strict";

const parameters = {
  /** What values change on a page, beside what is measured. */
  filled: "[data-live], pre[data-effect] > code, .run-link, .parameter-fields",

  /** The address of the page with the values of a form: those of the fields, else those of a profile. */
  address(form) {
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) if (name.startsWith("p.") || name === "profile") address.searchParams.delete(name);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
    return address;
  },

  /** Begins; commands are copied when it is done. */
  apply(form) {
    clearTimeout(this.timer);
    const address = this.address(form);
    if (address.href === location.href) return;
    history.replaceState(history.state, "", address);
    this.request?.abort();
    this.request = new AbortController();
    settled = this.ask(this.request.signal);
  },

  async ask(signal) {
    try {
      const fresh = await freshMain(signal);
      if (!fresh) throw new Error("The page is gone.");
      const isSameNote = still(fresh, this.filled) === still(shown, this.filled);
      shown = fresh.cloneNode(true);
      if (!isSameNote || !this.fill(fresh)) replaceMain(fresh);
      document.dispatchEvent(new CustomEvent("kb:content"));
      document.dispatchEvent(new CustomEvent("kb:situation", { detail: fresh }));
      follow();
    } catch (error) {
      if (error.name !== "AbortError") announce(words.notApplied, true);
    }
  },

  /** Puts the texts of commands and the addresses that run them in place, and nothing else; false where the page that
      came has others. */
  fill(fresh) {
    const main = document.querySelector("main");
    const [codes, runs, fields] = ["pre[data-effect] > code", "a.run-this", ".parameter-fields > p"].map((selector) => {
      const [old, made] = [main, fresh].map((root) => [...root.querySelectorAll(selector)]);
      return old.length === made.length ? old.map((one, place) => [one, made[place]]) : null;
    });
    if (!codes || !runs || !fields) return false;
    for (const [old, made] of codes) {
      if (old.textContent === made.textContent) continue;
      old.className = made.className;
      old.textContent = made.textContent;
    }
    for (const [old, made] of runs) old.href = made.getAttribute("href");
    for (const [old, made] of fields) this.judge(old, made);
    return true;
  },

  /** Says at a field what the server says of its value. */
  judge(old, made) {
    const [before, now] = [old, made].map((one) => one.querySelector(".parameter-problem"));
    const field = old.querySelector("input");
    if (now) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    if (before?.textContent === now?.textContent) return;
    before?.remove();
    if (now) old.append(now);
  },

  /** Another profile gives other values to all fields: only the server knows them. */
  choose(form) {
    for (const field of form.querySelectorAll("input")) field.value = "";
    location.assign(this.address(form));
  },
};

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.parameters");
  if (!form || event.isComposing) return;
  if (event.target.name === "profile") return parameters.choose(form);
  clearTimeout(parameters.timer);
  parameters.timer = setTimeout(() => parameters.apply(form), 300);
});
// Who leaves a field may copy at once.
for (const type of ["change", "submit"]) {
  document.addEventListener(type, (event) => {
    const form = event.target.closest?.("form.parameters");
    if (!form || event.target.name === "profile") return;
    if (type === "submit") event.preventDefault();
    parameters.apply(form);
  });
}

// The values for the commands of a page: the server fills them in, and the page follows while one types.
"use strict";

(() => {
  let timer;
  let request;

  async function apply(form) {
    if (!form.checkValidity()) return;
    request?.abort();
    const mine = request = new AbortController();
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) if (name.startsWith("p.") || name === "profile") address.searchParams.delete(name);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
    history.replaceState(history.state, "", address);
    try {
      const answer = await fetch(address, { signal: mine.signal, cache: "no-cache", headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of [".prose", ".runs"]) {
        const [old, made] = [document.querySelector(part), fresh.querySelector(part)];
        if (!old || !made) continue;
        if (old.open) made.open = true;
        old.replaceWith(made);
      }
      enhance();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form.parameters");
    if (!form || event.isComposing) return;
    clearTimeout(timer);
    // Another profile gives other values to all fields: only the server knows them.
    if (event.target.name === "profile") {
      for (const field of form.querySelectorAll("input")) field.value = "";
      form.requestSubmit();
    } else {
      timer = setTimeout(() => apply(form), 300);
    }
  });
})();

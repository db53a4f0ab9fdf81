// Sets formulas as MathML: ```math blocks, $`…`$ and $$…$$. What is no formula, or none that KaTeX knows, stays as it is written.
"use strict";

function formula(source, displayMode) {
  const made = document.createElement("span");
  made.className = displayMode ? "formula formula-block" : "formula";
  try {
    katex.render(source, made, { output: "mathml", displayMode, throwOnError: true, strict: "ignore", trust: false, maxExpand: 1000, maxSize: 40 });
    return made;
  } catch {
    return null;
  }
}

function setFormulas() {
  if (!window.katex) return;
  for (const code of document.querySelectorAll("main pre > code.language-math")) {
    const made = formula(code.textContent, true);
    if (made) code.parentElement.replaceWith(made);
  }
  for (const code of document.querySelectorAll(".prose :not(pre) > code")) {
    const [before, after] = [code.previousSibling, code.nextSibling];
    if (!before?.data?.endsWith("$") || !after?.data?.startsWith("$")) continue;
    const made = formula(code.textContent, false);
    if (!made) continue;
    before.data = before.data.slice(0, -1);
    after.data = after.data.slice(1);
    code.replaceWith(made);
  }
  for (const prose of document.querySelectorAll(".prose")) setBetweenDollars(prose);
}

function setBetweenDollars(prose) {
  const texts = [];
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.includes("$$") && !text.parentElement.closest("code, .formula")) texts.push(text);
  }
  for (const text of texts) {
    // What stands at odd places was between dollar signs.
    const parts = text.data.split("$$");
    const last = parts.length % 2 ? parts.length : parts.length - 1;
    const nodes = parts.map((part, index) => {
      if (index >= last) return "$$" + part;
      return index % 2 ? formula(part, true) ?? `$$${part}$$` : part;
    });
    text.replaceWith(...nodes);
  }
}

document.addEventListener("kb:content", setFormulas);

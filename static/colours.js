// Colours the code of a page, in languages that are known for sure: a wrong guess is worse than none.
"use strict";

function colourCode() {
  for (const code of document.querySelectorAll('pre > code[class^="language-"]:not(.hljs)')) {
    const language = code.className.replace("language-", "").toLowerCase();
    if (window.hljs?.getLanguage(language) && code.textContent.length < 20000) hljs.highlightBlock(code);
  }
  for (const code of document.querySelectorAll("main code:not(:has(.flag))")) holdFlags(code);
}

/** Where lines are wrapped, none ends between the hyphens of a flag and its name. */
function holdFlags(code) {
  if (code.textContent.length >= 20000) return;
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) if (/(^|\s)-/.test(texts.currentNode.data)) nodes.push(texts.currentNode);
  for (const node of nodes) {
    const pieces = node.data.split(/((?<![^\s])--?[A-Za-z][\w-]{0,40})/);
    node.replaceWith(...pieces.map((piece, place) => (place % 2 ? element("span", { className: "flag" }, piece) : piece)));
  }
}

document.addEventListener("kb:content", colourCode);

// Colours the code of a page, in languages that are known for sure: a wrong guess is worse than none.
"use strict";

function colourCode() {
  for (const code of document.querySelectorAll('pre > code[class^="language-"]:not(.hljs)')) {
    const language = code.className.replace("language-", "").toLowerCase();
    if (window.hljs?.getLanguage(language) && code.textContent.length < 20000) hljs.highlightBlock(code);
  }
}

document.addEventListener("kb:content", colourCode);

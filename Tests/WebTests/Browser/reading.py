"""A person reads, searches, copies and finds the way."""

import os

from browser import NOTES, SITE, check, context, opened, run, slow_line

RUNBOOK = "/notes/20_queue_operations"
CHAPTER = "/notes/19_queue_deep_dive"
PHONE = {"width": 390, "height": 844}


def written(name, text):
    with open(f"{NOTES}/{name}.md", "w") as file:
        file.write(text)


def is_shown(page, selector):
    return page.locator(selector).first.is_visible()


@check("a search by keyboard leads to the place, and shows there what was found")
def search(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/20_queue_operations*")
    page.wait_for_selector(".found")
    assert page.evaluate("CSS.highlights.get('found').size") > 0
    page.click(".found")
    assert "h=" not in page.url
    assert not page.evaluate("CSS.highlights.has('found')")


@check("Enter before the answer has come leads to the page of the search, never to what answered an earlier text")
def early(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.route("**/api/v1/search*", lambda route: None)
    page.keyboard.type(" slow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=backlog%20slow")


@check("the name of an alert leads to its symptom at once")
def alert(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("QueueOperationsS1")
    page.wait_for_selector("[role=option][aria-selected=true] >> text=Backlog grows")
    assert "Results" in page.text_content("[role=status]")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + RUNBOOK + "#s1")


@check("while one types, one is told what a word was taken for, and that nothing was found")
def said(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("baclkog")
    page.wait_for_selector("[role=option] >> text=Queue Operations")
    assert "backlog" in page.inner_text(".palette-said") and "backlog" in page.inner_text("[role=status]")
    assert page.get_attribute("[role=option] .option-title", "lang") in ("en", "zh-Hant")
    page.fill(".palette input", "backlog")
    page.wait_for_selector(".palette-said", state="hidden")
    page.fill(".palette input", "zzqqx")
    page.wait_for_selector(".palette-said")
    assert page.inner_text(".palette-said") == "Nothing found"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=zzqqx")
    assert is_shown(page, ".help .filters")
    page.keyboard.press("/")
    page.fill(".palette input", "tag:queeu")
    page.wait_for_selector(".palette-said >> text=There is: queue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=tag%3Aqueeu")
    assert "There is: queue" in page.inner_text(".changes")


@check("on a phone one sees what was found of a hit, and no keys that it has not")
def narrow_search(browser):
    page = opened(browser, "/", viewport=PHONE, is_mobile=True, has_touch=True)
    page.tap("input[name=q]")
    page.fill(".palette input", "slows producers")
    page.wait_for_selector("[role=option] mark")
    assert not is_shown(page, ".palette-foot")
    assert page.evaluate("""[...document.querySelectorAll(".option-snippet")].some((snippet) => snippet.getClientRects()[0].height > 30)""")


@check("a line of a command ends nowhere between the hyphens of a flag and its name")
def flags(browser):
    page = opened(browser, RUNBOOK, viewport=PHONE)
    page.locator(".run summary").first.click()
    flags = page.eval_on_selector_all(".run pre .flag", "all => all.map((one) => [one.textContent, one.getClientRects().length])")
    assert ["--queue", 1] in flags and all(lines == 1 for _, lines in flags), flags
    assert "queuectl depth --queue orders" in page.text_content(".run pre code")


@check("results of the search page lead to what was found, too")
def results(browser):
    page = opened(browser, "/search?q=積壓")
    page.click(".hit-link")
    page.wait_for_selector(".found")
    assert "積壓" in page.inner_text(".found")


@check("what was found is shown in either script, by the parts of an identifier, in a title, and only where words begin")
def shown(browser):
    written("shown", "# Zebra saturation / 斑馬飽和\n\nIts maxStripeCount or `max.stripe.count` flags a lag.\n\n## 延遲\n\n斑馬的\n延遲.\n\n```bash\nzebractl --max-stripe-count 3\n```\n")
    for query, expected in [
        ("斑马饱和", {"斑馬飽和"}), ("斑馬飽和", {"斑馬飽和"}), ("zebra 饱和", {"zebra", "飽和"}), ("maxStripeCount", {"max.stripe.count", "maxstripecount", "max-stripe-count"}),
        ("zebra saturation", {"zebra", "saturation"}), ("zebra lag", {"zebra", "lag"}),
    ]:
        page = opened(browser, "/search?q=" + query)
        page.locator(".hit-link", has_text="Zebra").first.click()
        page.wait_for_selector(".found")
        texts = page.evaluate("[...CSS.highlights.get('found')].map((range) => range.toString().toLowerCase())")
        assert set(texts) == expected, (query, texts)
        button = page.inner_text(".found")
        assert len(button.split(" · ")) == (1 if query == "maxStripeCount" else len(expected)), (query, button)
        if query == "zebra lag":
            assert texts.count("lag") == 1, texts
        page.close()


@check("in the search over the page nothing of an earlier text is left when there is no answer, and one is told so")
def unanswered(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.context.set_offline(True)
    page.keyboard.type(" slow")
    page.wait_for_selector(".palette-said >> text=does not answer")
    assert page.locator("[role=option]").count() == 0
    assert "does not answer" in page.inner_text("[role=status]")
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=backlog%20slow")


@check("each example of what a query may hold finds what is said of it: the words beside one that is left out stay")
def examples(browser):
    page = opened(browser, "/search")
    examples = page.locator(".filters dt").all_inner_texts()
    assert not any(example.startswith("-") for example in examples) and any(" -" in example for example in examples), examples
    assert all(meaning for meaning in page.locator(".filters dd").all_inner_texts())


@check("a search over the page that was closed asks nothing more and says nothing more")
def closed(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert page.inner_text("[role=status]") == "" and page.input_value("header input[name=q]") == "backlog"


@check("without scripts the search is a form, and no key is named that does nothing")
def scriptless(browser):
    page = opened(browser, "/", java_script_enabled=False)
    assert not is_shown(page, ".find kbd")
    page.fill("input[name=q]", "backlog")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/search?q=backlog")
    assert page.locator(".hit").count() > 0


@check("nothing is asked while an input method composes, and the text it gives is asked once")
def composition(browser):
    page = opened(browser, "/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/search" in request.url else None)
    page.keyboard.press("/")
    page.wait_for_selector(".palette[open]")
    session = page.context.new_cdp_session(page)
    for text in ["ㄐ", "ㄐㄧ", "積"]:
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    page.wait_for_timeout(300)
    assert not asked, asked
    session.send("Input.insertText", {"text": "積壓"})
    page.wait_for_selector("[role=option]")
    assert len(asked) == 1, asked


@check("the Enter that ends a composition in Safari, which tells of it by a number alone, opens nothing")
def composed(browser):
    page = opened(browser, "/")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.evaluate("""document.querySelector(".palette input").dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))""")
    page.wait_for_timeout(200)
    assert page.url == SITE + "/" and is_shown(page, ".palette[open]")


@check("where people choose all colours, what is chosen in a list and among pages is still told from the rest")
def forced_colours(browser):
    page = opened(browser, "/symptoms", forced_colors="active")
    outline = "(one) => getComputedStyle(one).outlineStyle"
    assert page.eval_on_selector("nav.primary [aria-current]", outline) == "solid"
    assert page.eval_on_selector("nav.primary a:not([aria-current])", outline) == "none"
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    assert page.eval_on_selector("[role=option][aria-selected=true]", outline) == "solid"
    assert page.eval_on_selector("[role=option][aria-selected=false]", outline) == "none"


@check("an address that was cut in the middle of a character breaks nothing")
def cut_address(browser):
    page = opened(browser, "/")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(SITE + RUNBOOK + "#%E5%81%B5%E6%B8")
    page.keyboard.press("r")
    page.wait_for_url("**#s1-resolve")
    assert page.locator(".contents-side [aria-current]").count() == 1
    assert not errors, errors


@check("the language is switched by a link and remembered")
def language(browser):
    page = opened(browser, RUNBOOK)
    page.click("a[data-value=zh-Hant]")
    page.wait_for_selector("html[lang=zh-Hant]")
    page.goto(SITE + "/symptoms")
    assert page.get_attribute("html", "lang") == "zh-Hant"


@check("one half of bilingual headings is hidden, at once and on the next page")
def reading(browser):
    page = opened(browser, RUNBOOK)
    page.click(".switch[data-switch=reading] a[data-value=en]")
    assert not is_shown(page, "h1 [lang=zh-Hant]") and is_shown(page, "h1 [lang=en]")
    page.reload()
    assert not is_shown(page, "h1 [lang=zh-Hant]")


@check("a command is copied without its prompt and without a last line feed")
def copying(browser):
    page = context(browser, permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(SITE + RUNBOOK)
    page.click(".note > .prose pre[data-language=bash] button.copy")
    page.wait_for_function("document.getElementById('kb:status').textContent")
    assert page.evaluate("navigator.clipboard.readText()") == "queuectl depth --queue orders"


@check("all commands of a symptom are copied at once, for a shell")
def copying_all(browser):
    page = context(browser, permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(SITE + RUNBOOK)
    page.click(".run summary")
    page.click(".copy-all button")
    page.wait_for_function("document.getElementById('kb:status').textContent")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == "queuectl depth --queue orders\n# promql: queue_depth > 1000", text


@check("formulas are set where a note has them; what is none stays as it is written")
def formulas(browser):
    written("formulas", "# Formulas\n\n```math\nL = \\lambda W\n```\n\n"
            "Mean $`\\bar x`$ and $$\\frac{a}{b}$$ and `$$` and $$\\nonsense$$ and $$5.\n\n```bash\necho $$\n```\n")
    written("plain", "# Plain\n\nIt costs $5 and `echo $$`.\n\n```bash\necho $$\n```\n")
    page = opened(browser, "/notes/formulas")
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.reload()
    page.wait_for_selector(".formula math")
    assert page.locator(".formula math").count() == 3
    text = page.inner_text(".prose")
    assert "$$\\nonsense$$ and $$5." in text and "echo $$" in text, text
    assert not refused, refused
    page.goto(SITE + "/notes/plain")
    assert page.locator("script[src*=katex]").count() == 0


@check("the header of a long table stays while the table scrolls inside itself")
def long_table(browser):
    rows = "".join(f"| {n} | row |\n" for n in range(200))
    with open(f"{NOTES}/long.md", "w") as file:
        file.write(f"# Long\n\n| Number | Text |\n|---|---|\n{rows}")
    page = opened(browser, "/notes/long")
    table = page.locator(".prose table")
    table.evaluate("table => table.scrollTop = 2000")
    assert table.evaluate("table => table.scrollTop") == 2000
    assert table.evaluate("table => table.tabIndex") == 0
    top = table.evaluate("table => table.querySelector('th').getBoundingClientRect().top - table.getBoundingClientRect().top")
    assert 0 <= top < 3, top


@check("a table of a few rows is shown to its end on a phone, with all its columns and no name torn apart")
def short_table(browser):
    text = "some words that take more than one line " * 3
    rows = "".join(f"| S{n} | 連線數逼近 `min.insync.replicas` | {text} | Critical |\n" for n in range(9))
    written("short", f"# Short\n\n| # | 症狀 | 影響 | 緊急度 |\n|---|---|---|---|\n{rows}")
    page = opened(browser, "/notes/short", viewport=PHONE)
    table = page.locator(".prose table")
    assert table.evaluate("table => table.scrollHeight <= table.clientHeight && table.clientHeight > innerHeight")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth + 2"), table.evaluate("table => table.scrollWidth")
    assert table.evaluate("table => [...table.querySelectorAll('code')].every((code) => code.getClientRects().length === 1)")


@check("long names in symptoms and in chapters break on a phone, and no page is wider than the screen")
def long_names(browser):
    symptom = "kafka_server_replicamanager_underreplicatedpartitions_by_broker"
    impact = "com.example.payments.settlement.SettlementReconciliationExceptionHandler"
    written("names", f"""---
series: names
chapter: 1
---
# Names

## Symptoms

| # | Symptom | Impact | Urgency |
|---|---|---|---|
| S1 | {symptom} > 0 | {impact} | Critical |
""")
    written("names2", f"---\nseries: names\nchapter: 2\ntitle: {symptom}_{symptom}\n---\n# Names\n")
    for path in ["/notes/names", "/symptoms", "/"]:
        page = opened(browser, path, viewport=PHONE)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= PHONE["width"], (path, width)
    for name in ["names", "names2"]:
        os.remove(f"{NOTES}/{name}.md")


@check("keys lead on after a step was ticked")
def ticked(browser):
    written("steps", "# Steps\n\n## Checklist\n\n- [ ] Look at the disk\n")
    page = opened(browser, "/notes/steps")
    page.locator("input[type=checkbox]").first.check()
    page.keyboard.press("/")
    page.wait_for_selector(".palette[open]")


@check("the chapters of a series follow each other, by link and by key, and back")
def chapters(browser):
    page = opened(browser, CHAPTER)
    page.click("a[rel=next]")
    page.wait_for_url("**" + RUNBOOK)
    page.keyboard.press("[")
    page.wait_for_url("**" + CHAPTER)
    page.go_back()
    page.wait_for_url("**" + RUNBOOK)
    page.go_forward()
    page.wait_for_url("**" + CHAPTER)


@check("a dark system gives dark pages; the choice of a person goes first and is remembered")
def dark(browser):
    def lightness(page):
        return page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]")

    page = opened(browser, "/", color_scheme="dark")
    assert lightness(page) < 60
    page.click(".switch[data-switch=theme] a[data-value=light]")
    assert lightness(page) > 200
    page.reload()
    assert lightness(page) > 200


@check("what is chosen on a page goes before what its address says")
def choice(browser):
    page = opened(browser, RUNBOOK + "?reading=en")
    page.click(".switch[data-switch=reading] a[data-value=zh]")
    assert "reading" not in page.url
    page.reload()
    assert page.evaluate("document.documentElement.dataset.reading") == "zh"


@check("a dark page is printed light")
def printed_light(browser):
    colours = "['--ground', '--warn-ground', '--t-string'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name))"
    printed = []
    for theme in ["light", "dark"]:
        page = opened(browser, f"{RUNBOOK}?theme={theme}", color_scheme=theme)
        page.emulate_media(media="print", color_scheme=theme)
        printed.append(page.evaluate(colours))
    assert printed[0] == printed[1], printed


@check("a page is printed whole: what is folded is unfolded, and what only works on a screen is gone")
def printing(browser):
    page = opened(browser, RUNBOOK)
    page.emulate_media(media="print")
    assert is_shown(page, ".run details pre") and not is_shown(page, "header.site")
    # A long row begins on the sheet on which there is room for its beginning, and white words need a ground.
    assert page.eval_on_selector("tr.run", "(row) => getComputedStyle(row).breakInside") == "auto"
    assert page.eval_on_selector("tr.with-run", "(row) => getComputedStyle(row).breakAfter") == "auto"
    assert page.eval_on_selector(".badge-critical", "(badge) => getComputedStyle(badge).color") == "rgb(0, 0, 0)"
    page.emulate_media(media="screen")
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    assert not is_shown(page, ".run details pre")


@check("an open page shows an edit, and stays where it was")
def live(browser):
    page = opened(browser, CHAPTER, viewport={"width": 800, "height": 300})
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('.callout').scrollIntoView({behavior: 'instant'})")
    place = page.evaluate("document.querySelector('.callout').getBoundingClientRect().top")
    path = f"{NOTES}/19_queue_deep_dive.md"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("# Queue Deep Dive\n", "# Queue Deep Dive\n\nA new paragraph.\n"))
    page.wait_for_selector("text=A new paragraph.", state="attached")
    moved = page.evaluate("document.querySelector('.callout').getBoundingClientRect().top") - place
    open(path, "w", encoding="utf-8").write(text)
    assert abs(moved) < 60, moved


@check("a page that nobody sees holds no connection, and catches up when it is seen again")
def hidden(browser):
    page = opened(browser, CHAPTER)
    page.wait_for_function("() => events?.readyState === 1")
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        window.heard = events;
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert page.evaluate("heard.readyState") == 2 and page.evaluate("events") is None
    path = f"{NOTES}/19_queue_deep_dive.md"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("# Queue Deep Dive\n", "# Queue Deep Dive\n\nMeanwhile.\n"))
    page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    page.wait_for_selector("text=Meanwhile.", state="attached")
    open(path, "w", encoding="utf-8").write(text)
    page.wait_for_function("() => events?.readyState === 1")


@check("a note that calls its parts as the page calls its own changes nothing of the page")
def clash(browser):
    written("clash", "# Clash\n\n## Status\n\n## Words {#kb:words}\n\n## Keys\n\n<a id=\"kbOffline\"></a>\n\n```bash\ntrue\n```\n")
    page = opened(browser, "/notes/clash")
    page.locator("button.copy").first.click()
    page.wait_for_function("() => document.getElementById('kb:status').textContent")
    assert page.inner_text("#status").startswith("Status")
    page.keyboard.press("?")
    page.wait_for_selector(".sheet[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("backlog")
    page.wait_for_selector("[role=option][aria-selected=true]")
    assert page.evaluate("events?.readyState < 2")


@check("without scripts a page is complete, and search and switches work")
def without_scripts(browser):
    page = opened(browser, "/", java_script_enabled=False)
    page.fill("input[name=q]", "backlog")
    page.press("input[name=q]", "Enter")
    page.click(".hit-link")
    assert is_shown(page, ".symptom-board") and is_shown(page, ".note > .prose pre")
    page.click(".run summary")
    assert is_shown(page, ".run pre")
    page.click("a[data-value=zh-Hant]")
    assert page.get_attribute("html", "lang") == "zh-Hant"


@check("a link shows where it leads, by pointer and by keyboard, until Esc")
def previews(browser):
    page = opened(browser, RUNBOOK)
    link = page.locator(".note > .prose a.wikilink").first
    link.hover()
    page.wait_for_selector(".preview")
    assert "slows producers down" in page.inner_text(".preview")
    page.hover(".preview")
    page.wait_for_timeout(400)
    assert is_shown(page, ".preview")
    page.keyboard.press("Escape")
    assert page.locator(".preview").count() == 0
    page.mouse.move(0, 0)
    link.evaluate("(link) => link.previousElementSibling?.blur()")
    page.keyboard.press("Tab")
    link.focus()
    page.wait_for_selector(".preview")
    assert link.get_attribute("aria-describedby") == "kb:preview"
    page.keyboard.press("Escape")
    assert page.locator(".preview").count() == 0


@check("shortcuts are listed by ?, jump to a symptom, and can be switched off")
def shortcuts(browser):
    page = opened(browser, RUNBOOK)
    page.keyboard.press("1")
    assert is_shown(page, ".run details pre")
    page.keyboard.press("r")
    assert page.url.endswith("#s1-resolve")
    page.keyboard.press("?")
    page.wait_for_selector(".sheet[open]")
    page.uncheck(".keys-switch input")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.locator(".palette[open]").count() == 0
    page.keyboard.press("Control+k")
    page.wait_for_selector(".palette[open]")


@check("a review goes by single keys, unless they are switched off")
def review(browser):
    page = opened(browser, "/review/notes/20_queue_operations")
    grade = ".review-grades button"

    def switch(is_on):
        page.click(".open-keys >> visible=true")
        page.set_checked(".keys-switch input", is_on)
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")

    switch(False)
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    assert not is_shown(page, grade)
    switch(True)
    page.keyboard.press("Space")
    page.wait_for_selector(grade)
    page.keyboard.press("3")
    page.wait_for_selector("[data-key=u]")
    page.wait_for_url("**/review?last=*")
    page.keyboard.press("u")
    page.wait_for_selector(".review-show")


@check("what was refused stays said, though the page at its address says nothing of it")
def refused(browser):
    page = opened(browser, "/review/notes/20_queue_operations")
    page.click(".review-show")
    page.eval_on_selector_all("input[name=state]", "all => all.forEach((one) => { one.value = 'another' })")
    page.locator(".review-grades button").first.click()
    page.wait_for_selector(".review-problem")
    page.wait_for_timeout(700)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(700)
    assert is_shown(page, ".review-problem")


@check("a review begins with a bar in sight; showing the note leads to it, and then the bar has the grades")
def review_bar(browser):
    for viewport in PHONE, {"width": 1280, "height": 800}:
        for has_scripts in True, False:
            page = opened(browser, "/review/notes/20_queue_operations", viewport=viewport, java_script_enabled=has_scripts)
            box = page.locator(".review-show").bounding_box()
            assert box["y"] + box["height"] <= viewport["height"], box
            page.click(".review-show")
            page.wait_for_selector(".review-grades button")
            assert not is_shown(page, ".review-show")
            top = page.locator(".review-answer > .prose").bounding_box()["y"]
            assert 0 <= top < 120, top
            page.close()


@check("the buttons of a review are lines of words in both languages, on the narrowest phones too")
def review_buttons(browser):
    for locale in "en-US", "zh-TW":
        page = opened(browser, "/review/notes/20_queue_operations", viewport={"width": 320, "height": 640}, locale=locale)
        heights = page.eval_on_selector_all(".review-others > *", "all => all.map((one) => one.getBoundingClientRect().height)")
        assert len(heights) == 2 and all(height < 60 for height in heights), (locale, heights)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


ENDS = """(selector) => {
    const place = (node, at) => {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    return [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length).map((one) => {
        const before = one.previousElementSibling.lastChild;
        const sign = place(one.firstChild, one.textContent.search(/[^\\s]/));
        return sign.top - place(before, before.data.length - 1).top;
    });
}"""


@check("the stroke between two languages ends a line and begins none, whatever is around it")
def strokes(browser):
    lines = "".join(f"## {'x' * n} Resolutions / 原因與解法\n\n## {'常' * n}見原因與解法／Resolutions\n\n" for n in range(1, 40))
    written("strokes", f"# Strokes and strokes of queues / 佇列維運手冊\n\n{lines}")
    for width in 320, 390, 1280:
        page = opened(browser, "/notes/strokes", viewport={"width": width, "height": 844})
        ends = page.evaluate(ENDS, ":is(h1, h2) > .bilingual-separator")
        assert len(ends) > 70 and all(abs(end) < 3 for end in ends), (width, ends)
        page.close()


@check("of the parts of a line none ends with a dot that hangs, nor begins with one")
def parts(browser):
    written("a_name_that_fills_the_line_of_a_phone", "---\nupdated: 2026-01-01\n---\n\n# Long name\n")
    page = opened(browser, "/notes", viewport=PHONE)
    line = page.locator(".parts", has_text="a_name_that_fills")
    dots = line.evaluate("""(line) => {
        const [path, time] = [...line.children].map((one) => one.getBoundingClientRect());
        return [path.bottom <= time.top + 1, getComputedStyle(line.lastElementChild, "::before").content,
            parseFloat(getComputedStyle(line.lastElementChild, "::before").left), time.left - line.getBoundingClientRect().left];
    }""")
    # The second stands below the first, and its dot outside of what is shown.
    assert dots[0] and "·" in dots[1] and dots[2] < -6 and dots[3] == 0, dots
    assert "·" not in line.inner_text()


@check("ticks are kept for an incident in the browser, never in the file, and can be cleared")
def ticks(browser):
    page = opened(browser, CHAPTER)
    before = open(f"{NOTES}/19_queue_deep_dive.md", "rb").read()
    page.fill(".ticks input", "late orders")
    page.click(".ticks-start")
    page.check("li.task input")
    page.reload()
    assert page.is_checked("li.task input") and "late orders" in page.inner_text(".ticks")
    page.click(".ticks-finish")
    assert not page.is_checked("li.task input")
    page.check("li.task input")
    page.click(".ticks-clear")
    page.click(".ticks-clear")
    assert not page.is_checked("li.task input")
    assert open(f"{NOTES}/19_queue_deep_dive.md", "rb").read() == before


@check("a page that is not there is searched for")
def missing(browser):
    page = opened(browser, "/notes/queue_deep")
    page.click(".hit-link")
    page.wait_for_url("**" + CHAPTER + "*")


@check("the map leads to notes; where there is no room for all of it, one sees its middle first")
def graph(browser):
    page = opened(browser, "/graph", viewport=PHONE)
    map = page.locator(".map")
    assert map.get_attribute("tabindex") == "0"
    assert map.evaluate("map => Math.abs(2 * map.scrollLeft + map.clientWidth - map.scrollWidth) < 3 && map.scrollLeft > 100")
    page.close()
    page = opened(browser, "/graph")
    page.locator(".map a.node").first.click()
    page.wait_for_url("**/notes/*")


PAGES = ["/", RUNBOOK, CHAPTER, "/search?q=queue", "/symptoms", "/series", "/series/backend", "/tags", "/graph", "/wanted", "/recent", "/nothing"]


def moved(page):
    """How far what was shown moved by itself (cumulative layout shift), and what did."""
    return page.evaluate("""new Promise((done) => {
        const shifts = [];
        new PerformanceObserver((list) => {
            for (const one of list.getEntries()) shifts.push([one.value, ...one.sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? "")]);
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(shifts), 100);
    })""")


@check("no page is wider than a phone, and none moves while it loads")
def phone(browser):
    written("long_name", "# " + "KubeControllerManager" * 4)
    for path in PAGES:
        page = opened(browser, path, viewport=PHONE)
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        shifts = moved(page)
        assert sum(shift[0] for shift in shifts) < 0.02, (path, shifts)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, "the narrowest phone")
        page.close()


@check("a page that comes in pieces does not move either")
def pieces(browser):
    for viewport in PHONE, {"width": 1280, "height": 900}:
        for path in "/series/backend", "/nothing", RUNBOOK:
            with slow_line() as address:
                page = browser.new_page(viewport=viewport)
                page.goto(address + path)
                shifts = moved(page)
                assert sum(shift[0] for shift in shifts) < 0.02, (path, viewport, shifts)
                page.close()


@check("a first visit loads less than 60 KB beside the colours of code")
def size(browser):
    page = opened(browser, RUNBOOK)
    page.wait_for_timeout(300)
    loaded = page.evaluate("""[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter((one) => !one.name.includes("vendor")).map((one) => one.encodedBodySize + 300)""")
    assert sum(loaded) < 60_000, loaded
    assert len(loaded) > 4


@check("no script of ours fails, and nothing leaves the machine")
def quiet(browser):
    errors = []
    person = context(browser)
    page = person.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" and "404" not in message.text else None)
    for path in PAGES:
        page.goto(SITE + path)
    assert not errors and not person.left, (errors, person.left)


run()

"""No serious finding of axe-core on any kind of page, in both languages, light and dark."""

from axe_playwright_python.sync_playwright import Axe
from browser import SITE, check, context, run

PAGES = {
    "home": "/", "runbook": "/notes/20_queue_operations", "draft": "/notes/19_queue_deep_dive", "choice": "/notes/index",
    "search": "/search?q=queue", "symptoms": "/symptoms", "series": "/series/backend", "tags": "/tags", "map": "/graph",
    "wanted": "/wanted", "recent": "/recent", "missing": "/notes/queue_deep",
}


def examine(page):
    found = Axe().run(page).response["violations"]
    serious = [
        f"{one['id']} ({one['impact']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found if one["impact"] in ("serious", "critical") for node in one["nodes"][:3]
    ]
    assert not serious, "\n".join(serious)


def examine_all(browser, language, scheme):
    page = context(browser, locale=language, color_scheme=scheme, reduced_motion="reduce").new_page()
    problems = []
    for name, path in PAGES.items():
        page.goto(SITE + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        try:
            examine(page)
        except AssertionError as error:
            problems.append(f"{name}: {error}")
    assert not problems, "\n".join(problems)


for language in ["en-US", "zh-TW"]:
    for scheme in ["light", "dark"]:
        check(f"all pages, {language}, {scheme}")(lambda browser, language=language, scheme=scheme: examine_all(browser, language, scheme))


@check("the search and the list of shortcuts that open over a page, and a preview")
def dialogs(browser):
    page = context(browser).new_page()
    page.goto(SITE + PAGES["runbook"])
    page.keyboard.press("/")
    page.keyboard.type("queue")
    page.wait_for_selector("[role=option]")
    examine(page)
    page.keyboard.press("Escape")
    page.wait_for_selector(".palette", state="hidden")
    page.click(".open-keys")
    page.wait_for_selector(".sheet[open]")
    examine(page)
    page.keyboard.press("Escape")
    page.hover(".note > .prose a.wikilink")
    page.wait_for_selector(".preview")
    examine(page)


run()

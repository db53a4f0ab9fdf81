"""A person reads the exported site: plain files, without a server."""

from browser import SITE, check, opened, run

RUNBOOK = "/notes/20_queue_operations.html"


@check("links lead from file to file, and every script and style is there")
def links(browser):
    missing, errors = [], []
    page = opened(browser, "/index.html")
    page.on("requestfailed", lambda request: None if "ABORTED" in request.failure else missing.append((request.url, request.failure)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    page.click("nav.primary a[href$='symptoms.html']")
    page.wait_for_url("**/symptoms.html")
    page.goto(SITE + RUNBOOK)
    page.click("a[rel=prev]")
    page.wait_for_url("**/notes/19_queue_deep_dive.html")
    assert not missing and not errors, (missing, errors)


@check("the search finds in both languages while one types, and as a page")
def search(browser):
    page = opened(browser, RUNBOOK)
    for text in ["backlog", "積壓"]:
        page.keyboard.press("/")
        page.keyboard.type(text)
        page.wait_for_selector("[role=option][aria-selected=true]")
        page.keyboard.press("Escape")
        page.wait_for_selector(".palette", state="hidden")
    page.goto(SITE + "/search.html?q=backlog")
    page.click(".hit-link")
    page.wait_for_url("**/notes/20_queue_operations.html*")


@check("filters, phrases and words to leave out are understood as far as the page says so, and breadcrumbs lead to notes")
def filters(browser):
    page = opened(browser, RUNBOOK)
    page.click(".crumbs a[href*='domain']")
    page.wait_for_selector(".hit-link[href*='20_queue_operations']")
    for query, notes in [
        ("tag:queue", 2), ("tag:queue -backlog", 1), ("tag:queue -resolutions", 1), ("series:backend status:draft", 1), ("-tag:queue region", 2),
        ('"slows producers"', 1), ('"producers slows"', 0), ("status:active flow", 1), ("S1: backlog", 1),
    ]:
        page.goto(SITE + "/search.html?q=" + query.replace('"', "%22"))
        page.wait_for_selector("main .lead")
        assert page.locator(".hit-link").count() == notes, (query, page.locator(".hit-link").count())
    shown = page.eval_on_selector_all(".filters code", "all => all.map((one) => one.textContent)")
    assert "tag:kafka" in shown and "due:30d" not in shown, shown


@check("what only a server answers is not offered")
def server_only(browser):
    page = opened(browser, RUNBOOK)
    shown = page.eval_on_selector_all("nav.primary a, .about a, .review-this", "all => all.filter((one) => one.getClientRects().length).map((one) => one.getAttribute('href'))")
    assert len(shown) >= 6 and all(shown), shown


@check("two keys lead to a page where there is a file of it")
def keys(browser):
    page = opened(browser, RUNBOOK)
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/symptoms.html")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url.endswith("/symptoms.html")


@check("another language is another file, at the same place; theme and halves are remembered")
def switches(browser):
    page = opened(browser, RUNBOOK)
    page.click(".switch[data-switch=lang] a[data-value=zh-Hant]")
    page.wait_for_url("**/zh-Hant" + RUNBOOK)
    page.click(".switch[data-switch=theme] a[data-value=dark]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


run()

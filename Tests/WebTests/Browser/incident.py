"""In an incident: values go into every command, the page follows its file, and one finds one's way on it."""

import sys
from browser import NOTES, SITE, check, context, run

RUNBOOK = "/notes/broker"
PHONE = {"width": 390, "height": 844}
PADDING = "".join(f"Paragraph {n}.\n\n" for n in range(30))
NOTE = f"""---
title: Broker
params:
  topic: my-topic
---

# Broker

## Symptoms

| # | Symptom | Impact | Urgency |
|---|---|---|---|
| S1 | Lag | Late | High |
| S2 | Stuck | Lost | High |

## Detection Commands

### S1: Lag

```bash
echo lag my-topic
```

```bash
echo more my-topic
```

{PADDING}

### S2: Stuck

```bash
echo stuck my-topic
```

## Causes and Resolutions

### S1: Lag

```bash
echo mend my-topic
```

{PADDING}

### S2: Stuck

Start it again.

- [ ] told the others
"""

with open(f"{NOTES}/broker.md", "w") as file:
    file.write(NOTE)


def opened(browser, path, **options):
    """A page for somebody who has shown the token, and who may use the clipboard."""
    token = {"Authorization": f"Bearer {sys.argv[3]}"}
    page = context(browser, permissions=["clipboard-read", "clipboard-write"], extra_http_headers=token, **options).new_page()
    page.goto(SITE + path)
    return page


def copied(page, button):
    page.evaluate("document.getElementById('kb:status').textContent = ''")
    page.locator(button).first.click()
    page.wait_for_function("() => document.getElementById('kb:status').textContent")
    return page.evaluate("navigator.clipboard.readText()")


@check("a value that one types is copied with every command: of a row, of the text, of all at once, and run")
def values(browser):
    page = opened(browser, RUNBOOK)
    page.locator(".run summary").first.click()
    page.fill("input[name='p.topic']", "orders")
    # The press of the button is what takes the focus from the field: nothing may be copied before the value is there.
    assert copied(page, ".run pre button.copy") == "echo lag orders"
    assert copied(page, ".copy-all button") == "echo lag orders\necho more orders"
    assert copied(page, ".note > .prose pre[data-effect=reads] button.copy") == "echo lag orders"
    assert copied(page, ".note > .prose pre[data-effect=changes] button.copy") == "echo mend orders"
    assert "my-topic" not in page.inner_text("main")
    assert all("p.topic=orders" in one for one in page.eval_on_selector_all(".run-this", "all => all.map((one) => one.href)"))
    assert page.locator(".run details[open]").count() == 1
    page.reload()
    assert "echo lag orders" in page.text_content(".run pre")


@check("while one types, the focus and the place stay, and what is ticked is not cleared by one press")
def typing(browser):
    page = opened(browser, RUNBOOK, viewport={"width": 900, "height": 500})
    page.locator("input[name='p.topic']").scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    page.locator("input[name='p.topic']").press_sequentially("orders", delay=20)
    page.wait_for_function("() => document.querySelector('.note > .prose pre').textContent.includes('orders')")
    assert page.evaluate("document.activeElement.name") == "p.topic" and page.evaluate("scrollY") == place
    page.check("li.task input")
    page.click(".ticks-clear")
    assert page.is_checked("li.task input")


@check("what is wrong with a value is said at its field while one types, and no empty value stands in the address")
def wrong(browser):
    page = opened(browser, RUNBOOK)
    page.locator("input[name='p.topic']").press_sequentially("a b; rm")
    page.wait_for_selector(".parameter-problem")
    assert "topic" in page.inner_text(".parameter-problem")
    assert page.get_attribute("input[name='p.topic']", "aria-invalid") == "true"
    page.fill("input[name='p.topic']", "")
    page.wait_for_selector(".parameter-problem", state="detached")
    page.press("input[name='p.topic']", "Enter")
    assert page.url == SITE + RUNBOOK and not page.locator(".parameters button").is_visible()


@check("without scripts one comes back to the values that one filled in")
def filled(browser):
    page = opened(browser, RUNBOOK, viewport=PHONE, java_script_enabled=False)
    page.fill("input[name='p.topic']", "orders")
    page.press("input[name='p.topic']", "Enter")
    page.wait_for_url("**p.topic=orders#kb:parameters-heading")
    assert "echo lag orders" in page.text_content(".run pre")
    assert page.locator("input[name='p.topic']").bounding_box()["y"] < PHONE["height"]


@check("a page that follows its file leaves open what is open, closed what is closed, and what one types as it is")
def followed(browser):
    page = opened(browser, RUNBOOK)
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    page.locator(".run summary").nth(1).press("Enter")
    page.wait_for_function("() => [...document.querySelectorAll('.run details')].map((one) => one.open).join() === 'false,true'")
    page.fill("input[name='p.topic']", "orders")
    page.wait_for_function("() => location.search.includes('orders')")
    with open(f"{NOTES}/broker.md", "w") as file:
        file.write(NOTE.replace("Start it again.", "Start it once more."))
    page.wait_for_selector("text=Start it once more.", state="attached")
    folds = page.eval_on_selector_all(".run details", "all => all.map((one) => one.open)")
    assert folds == [False, True], folds
    assert page.input_value("input[name='p.topic']") == "orders"
    assert page.evaluate("document.activeElement.name") == "p.topic"
    with open(f"{NOTES}/broker.md", "w") as file:
        file.write(NOTE)


@check("a link within the page leads there at once, and the contents mark that section")
def contents(browser):
    page = opened(browser, RUNBOOK)
    for name in ["s1-resolve", "s1-detect", "s2-resolve"]:
        page.click(f".contents-side a[href='#{name}']")
        page.wait_for_function("(id) => document.querySelector('.contents-side [aria-current]').hash === '#' + id", arg=name)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@check("on a phone the field of the header finds while one types")
def phone(browser):
    page = opened(browser, "/", viewport=PHONE, has_touch=True)
    page.tap("header.site input[name=q]")
    page.keyboard.type("lag")
    page.wait_for_selector("[role=option][aria-selected=true]")
    page.keyboard.press("Escape")
    # The dialog tells of its end after the key was pressed.
    page.wait_for_function("() => document.querySelector('header.site input[name=q]').value === 'lag'")
    page.keyboard.press("End")
    page.keyboard.type("s")
    page.wait_for_selector(".palette[open]")
    assert page.input_value(".palette input") == "lags"


@check("another language shows the same place of the page, with the values of the commands")
def language(browser):
    page = opened(browser, RUNBOOK + "?p.topic=orders#s1-resolve")
    page.evaluate("window.scrollBy({ top: 300, behavior: 'instant' })")
    place = page.evaluate("document.getElementById('s1-resolve').getBoundingClientRect().top")
    page.evaluate("document.querySelector('a[data-value=zh-Hant]').click()")
    page.wait_for_selector("html[lang=zh-Hant]")
    page.wait_for_timeout(300)
    assert "p.topic=orders" in page.url and page.url.endswith("#s1-resolve"), page.url
    page.wait_for_function(
        "(place) => Math.abs(document.getElementById('s1-resolve').getBoundingClientRect().top - place) < 3", arg=place)


@check("the bar tells where one is, and two keys lead to what is firing and to the reviews")
def ways(browser):
    page = opened(browser, RUNBOOK)
    assert page.locator("nav.primary [aria-current]").count() == 0
    for key, path in ("n", "/triage"), ("r", "/review"):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url("**" + path)
        assert page.locator("nav.primary [aria-current=page]").get_attribute("href") == path


run()

"""Hostile strings in every place of a note and in queries: no script runs, no dialog opens, no request leaves.

The browser ignores the Content-Security-Policy here, so that what is proved is the cleaning of the page itself.
"""

import json
import sys
from urllib.parse import quote
from browser import SITE, check, context, run

STRINGS = json.load(open(sys.argv[3], encoding="utf-8"))

# Any of these is what the strings try to reach.
HOOK = """
window.attacked = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...all) => { attacked.push(name + ":" + all); };
"""

# What no page may hold, whatever a browser makes of it today.
HOSTILE = """() => {
    const bad = [];
    for (const one of document.querySelectorAll("*")) {
        const name = one.localName;
        if (["iframe", "object", "embed", "applet", "base", "frame", "frameset", "style", "math", "foreignobject", "animate", "set", "marquee", "audio", "video", "source"].includes(name)) bad.push(name);
        if (name === "script" && !one.getAttribute("src")?.startsWith("/static/")) bad.push("script");
        if (name === "link" && !one.getAttribute("href").startsWith("/static/")) bad.push("link");
        if (name === "meta" && one.httpEquiv) bad.push("meta");
        if (name === "form" && !["/search", "/login"].includes(one.getAttribute("action") ?? "/search")) bad.push("form");
        for (const attribute of one.attributes) {
            if (/^on/i.test(attribute.name) || ["style", "srcdoc", "background"].includes(attribute.name) && !one.closest(".preview")) bad.push(name + " " + attribute.name);
            if (["href", "src", "action", "formaction", "poster", "data", "xlink:href"].includes(attribute.name)) {
                const scheme = new URL(attribute.value, location.href).protocol;
                if (!["http:", "https:", "mailto:"].includes(scheme)) bad.push(name + " " + attribute.value);
            }
        }
    }
    return bad;
}"""


def visit(browser, addresses):
    person = context(browser, bypass_csp=True)
    person.add_init_script(HOOK)
    page = person.new_page()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    found = []
    for address in addresses:
        answer = page.goto(SITE + address, wait_until="load")
        if answer.status >= 500:
            found.append((address, answer.status))
        # Handlers of elements that load or animate run in the next turns.
        page.evaluate("new Promise((done) => setTimeout(done, 5))")
        attacked, hostile = page.evaluate("window.attacked"), page.evaluate(HOSTILE)
        if attacked or hostile or person.left or dialogs or not page.url.startswith(SITE):
            found.append((address, attacked, hostile, person.left, dialogs, page.url))
            person.left.clear()
            dialogs.clear()
    assert not found, "\n".join(map(str, found[:10]))


@check("in notes: title, heading, tag, body, links, image, code, table, wikilink")
def notes(browser):
    visit(browser, [f"/notes/attack{number}" for number in range(len(STRINGS))])


@check("in queries, addresses and the name of a file")
def queries(browser):
    visit(browser, [f"/search?q={quote(text[:900], safe='')}" for text in STRINGS])
    visit(browser, [f"/notes/{quote(text[:200], safe='')}" for text in STRINGS[::4]])


@check("in lists of notes, tags, series, symptoms, links")
def lists(browser):
    visit(browser, ["/", "/notes", "/tags", "/series", "/symptoms", "/graph", "/wanted", "/recent"])


@check("in what is found while somebody types")
def typing(browser):
    person = context(browser, bypass_csp=True)
    person.add_init_script(HOOK)
    page = person.new_page()
    page.goto(SITE + "/")
    page.keyboard.press("/")
    for text in STRINGS[::10]:
        page.fill(".palette input", text[:900])
        page.wait_for_timeout(110)
        assert not page.evaluate("window.attacked") and not page.evaluate(HOSTILE) and not person.left, text


run()

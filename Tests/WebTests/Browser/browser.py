"""What the browser checks share: Debian's Chromium, and a list of checks that say what they found.

Each script is called with the address of a running server and the folder of its notes. It prints a line for each check,
and ends with 1 when one failed.
"""

import sys
import traceback
from playwright.sync_api import sync_playwright

SITE, NOTES = sys.argv[1], sys.argv[2]
CHECKS = []


def check(name):
    """Makes a function that is given a browser a check."""

    def add(function):
        CHECKS.append((name, function))
        return function

    return add


def context(browser, **options):
    """A new person's browser. What leaves the site is refused and kept in `left`."""
    made = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options})
    made.set_default_timeout(10_000)
    made.left = []

    def route(route):
        if route.request.url.startswith((SITE, "data:", "blob:")):
            return route.continue_()
        made.left.append(route.request.url)
        route.abort()

    made.route("**/*", route)
    return made


def opened(browser, path, **options):
    page = context(browser, **options).new_page()
    page.goto(SITE + path)
    return page


def run():
    failures = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, function in CHECKS:
            try:
                function(browser)
                print("ok", name)
            except Exception as error:
                failures += 1
                place = traceback.extract_tb(error.__traceback__)
                line = [entry.lineno for entry in place if entry.filename == sys.argv[0]]
                print(f"FAILED {name} (line {line[-1] if line else '?'}): {str(error)[:1500] or type(error).__name__}")
            for left in browser.contexts:
                left.close()
        browser.close()
    sys.exit(1 if failures else 0)

"""What the browser checks share: Debian's Chromium, and a list of checks that say what they found.

Each script is called with the address of a running server and the folder of its notes. It prints a line for each check,
and ends with 1 when one failed.
"""

import contextlib
import http.server
import sys
import threading
import time
import traceback
import urllib.error
import urllib.request
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
    # For what hangs: beside other tests on two cores a page has taken ten seconds.
    made.set_default_timeout(30_000)
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


@contextlib.contextmanager
def slow_line():
    """The address of the same site behind a line on which a page comes in five pieces, cut in the middle of its parts."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            try:
                answer = urllib.request.urlopen(SITE + self.path)
            except urllib.error.HTTPError as error:
                answer = error
            body = answer.read()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            start = 0
            if answer.headers["Content-Type"].startswith("text/html"):
                main, footer = body.index(b"<main"), body.index(b"<footer")
                cuts = [body.index(b"<nav"), (main + footer) // 2, footer, body.index(b"</div>", footer)]
                for cut in cuts:
                    self.wfile.write(body[start:cut])
                    self.wfile.flush()
                    start = cut
                    time.sleep(0.2)
            self.wfile.write(body[start:])

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


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

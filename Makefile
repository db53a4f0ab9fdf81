# The verbs of daily work. `make serve` and `make test` do all the set-up on a fresh Debian 12 with Swift 6.3.

PREFIX ?= /usr/local
NOTES ?= notes
PORT ?= 8080
RELEASE = --configuration release --static-swift-stdlib
KB = .build/release/kb

# What building and serving needs, and what tests need beyond it.
PACKAGES = libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev zlib1g-dev libjs-highlight.js libjs-katex
TEST_PACKAGES = $(PACKAGES) bind9 bind9-dnsutils ca-certificates chromium curl dbus e2fsprogs faketime git iproute2 msmtp nginx \
	openssl postgresql procps prometheus prometheus-alertmanager prometheus-blackbox-exporter \
	prometheus-nginx-exporter prometheus-node-exporter prometheus-postgres-exporter prometheus-redis-exporter \
	python3 python3-venv redis-server strace systemd

SUDO = $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: serve build test format lint bench install uninstall packages test-packages clean

## Install what is needed, build, and serve the bundled notes on http://127.0.0.1:8080
serve: build
	$(KB) --notes $(NOTES) serve --port $(PORT)

## Build the program that is shipped: one binary, Swift's libraries inside
build: packages
	swift build $(RELEASE) --product kb

## Install what tests need, check the formatting, and run every test
test: test-packages lint
	swift build --build-tests
	./.ci/tests

## Format the sources in place
format:
	swift format --in-place --recursive Package.swift Sources Tests

## Check the formatting
lint:
	swift format lint --strict --recursive Package.swift Sources Tests

## Measure indexing, rendering and search; NOTES names a folder, QUERIES a file of judged queries
bench: packages
	swift build $(RELEASE) --product kb-bench
	.build/release/kb-bench index $(NOTES)
	.build/release/kb-bench render $(NOTES)
	$(if $(QUERIES),.build/release/kb-bench queries $(NOTES) $(QUERIES))

## Install the binary and its static files below PREFIX
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/kb/static
	install -m 755 $(KB) $(DESTDIR)$(PREFIX)/bin/kb
	cp -R static/. $(DESTDIR)$(PREFIX)/share/kb/static

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/kb $(DESTDIR)$(PREFIX)/share/kb

# Only what is missing is installed, so that a second run needs neither the network nor root.
packages:
	@./.ci/packages $(SUDO) -- $(PACKAGES)
	@./.ci/archives

test-packages:
	@./.ci/packages $(SUDO) -- $(TEST_PACKAGES)
	@./.ci/archives
	@./.ci/python

clean:
	rm -rf .build

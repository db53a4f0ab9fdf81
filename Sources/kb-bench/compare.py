#!/usr/bin/env python3
"""Compares the index of kb with SQLite's unicode61, tantivy and ripgrep on the same notes, and prints a table.

usage: compare.py KB_BENCH NOTES QUERIES.jsonl [SIZE ...]      (sizes: 1000 10000 100000)

NOTES is a folder of markdown; from its notes folders of each size are made by permuting paragraphs among all of them, each
note as long as one of the originals, always the same ones. QUERIES holds a "query" a line. Needs ripgrep, and tantivy from PyPI. Each index is made by a process
of its own, so that its peak memory can be told. Figures are for this machine and this moment: compare those of one run.
"""
import json, os, pathlib, random, re, resource, shutil, sqlite3, statistics, subprocess, sys, tempfile, time


def paragraphs(text):
    """Blocks between blank lines; a fence stays whole, and the front matter stands alone."""
    front, body = "", text
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        end = text.index("\n---\n", 4) + 5
        front, body = text[:end], text[end:]
    blocks, block, fenced = [], [], False
    for line in body.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if line.strip() or fenced:
            block.append(line)
        elif block:
            blocks.append("\n".join(block))
            block = []
    if block:
        blocks.append("\n".join(block))
    return front, blocks


def generate(notes, folder, count):
    chance = random.Random(count)
    sources = [paragraphs(p.read_text(errors="replace")) for p in sorted(pathlib.Path(notes).rglob("*.md"))]
    pool = [block for _, blocks in sources for block in blocks]
    size = 0
    for number in range(count):
        front, blocks = chance.choice(sources)
        text = front + "\n\n".join(chance.choices(pool, k=len(blocks))) + "\n"
        path = pathlib.Path(folder, f"{number % 100:02}", f"note{number}.md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        size += len(text.encode())
    return size


def files(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.md")):
        yield str(path), path.read_text(errors="replace")


def words(query):
    return re.findall(r"\w+", query)


def percentiles(ask, queries):
    for query in queries:
        ask(query)
    times = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return statistics.median(times), times[min(len(times) - 1, len(times) * 99 // 100)]


def unicode61(folder, place, queries):
    db = sqlite3.connect(place + "/unicode61.sqlite")
    start = time.perf_counter()
    db.execute("CREATE VIRTUAL TABLE note USING fts5(path UNINDEXED, text, tokenize='unicode61')")
    db.executemany("INSERT INTO note VALUES (?, ?)", files(folder))
    db.commit()
    seconds = time.perf_counter() - start

    def ask(query):
        expression = " ".join(f'"{word}"' for word in words(query))
        if expression:
            db.execute("SELECT path FROM note WHERE note MATCH ? ORDER BY rank LIMIT 10", (expression,)).fetchall()

    return seconds, os.path.getsize(place + "/unicode61.sqlite"), percentiles(ask, queries)


def with_tantivy(folder, place, queries):
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True)
    builder.add_text_field("text", stored=True)
    place += "/tantivy"
    os.mkdir(place)
    index = tantivy.Index(builder.build(), path=place)
    start = time.perf_counter()
    writer = index.writer(128_000_000, 1)
    for path, text in files(folder):
        writer.add_document(tantivy.Document(path=path, text=text))
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.perf_counter() - start
    index.reload()
    searcher = index.searcher()

    def ask(query):
        parsed, _ = index.parse_query_lenient(" ".join(f'+"{word}"' for word in words(query)), ["text"])
        for _, address in searcher.search(parsed, 10).hits:
            searcher.doc(address)["path"]

    size = sum(f.stat().st_size for f in pathlib.Path(place).iterdir())
    return seconds, size, percentiles(ask, queries)


def in_process(name, folder, place, queries_file):
    """Runs one of the two in a process of its own."""
    output = subprocess.run(
        [sys.executable, __file__, "--measure", name, folder, place, queries_file], check=True, capture_output=True,
        text=True).stdout
    return json.loads(output)


def kb(program, folder, queries_file):
    output = subprocess.run([program, "index", folder, queries_file], check=True, capture_output=True, text=True).stdout
    number = lambda pattern: float(re.search(pattern, output).group(1))
    return dict(
        seconds=number(r"cold index\s+([\d.]+) ms") / 1000, size=number(r"index size\s+([\d.]+) MB") * 1e6,
        memory=number(r"peak memory\s+([\d.]+)"), p50=number(r"p50 ([\d.]+)"), p99=number(r"p99 ([\d.]+)"))


def ripgrep(folder, queries):
    times = []
    for query in queries:
        start = time.perf_counter()
        subprocess.run(["rg", "-l", "-i", "-F", "--", query, folder], stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def main(program, notes, queries_file, sizes):
    queries = [json.loads(line)["query"] for line in open(queries_file)]
    print("| notes | text | engine | indexing | MB/s | index ÷ text | peak memory | query p50 | query p99 |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = place + "/notes"
            os.mkdir(folder)
            size = generate(notes, folder, count)
            # kb reads again what changed in the moment before it looked, and would be measured with both.
            time.sleep(0.2)
            rows = [("kb", kb(program, folder, queries_file))]
            for name in ("unicode61", "tantivy"):
                rows.append((name, in_process(name, folder, place, queries_file)))
                shutil.rmtree(place + "/tantivy", ignore_errors=True)
            for name, row in rows:
                print(
                    f"| {count} | {size / 1e6:.0f} MB | {name} | {row['seconds']:.1f} s | "
                    f"{size / 1e6 / row['seconds']:.1f} | {row['size'] / size:.2f} | {row['memory']:.0f} MB | "
                    f"{row['p50']:.2f} ms | {row['p99']:.2f} ms |", flush=True)
            # Every tenth query is enough: ripgrep reads everything each time.
            p50, slowest = ripgrep(folder, queries[::10])
            print(f"| {count} | {size / 1e6:.0f} MB | rg | – | – | – | – | {p50:.0f} ms | {slowest:.0f} ms |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        _, _, name, folder, place, queries_file = sys.argv
        queries = [json.loads(line)["query"] for line in open(queries_file)]
        measure = unicode61 if name == "unicode61" else with_tantivy
        seconds, size, (p50, p99) = measure(folder, place, queries)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(dict(seconds=seconds, size=size, memory=memory, p50=p50, p99=p99)))
    elif len(sys.argv) < 4:
        sys.exit(__doc__)
    else:
        sizes = [int(size) for size in sys.argv[4:]] or [1000, 10_000, 100_000]
        main(sys.argv[1], sys.argv[2], sys.argv[3], sizes)

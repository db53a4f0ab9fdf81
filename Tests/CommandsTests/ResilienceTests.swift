import Fixtures
import Foundation
import Testing

@Suite("whatever happens to the files", .serialized)
struct ResilienceTests {
    /// `KB_KILLS=50` for the full run.
    private static let kills = ProcessInfo.processInfo.environment["KB_KILLS"].flatMap { Int($0) } ?? 5

    @Test("a command that is killed while it indexes leaves nothing that the next one cannot repair")
    func killed() throws {
        let notes = try TemporaryNotes(filled: false)
        for number in 0..<300 { try notes.write("# Note \(number)\n\nword\(number) giraffe\n", to: "n\(number).md") }
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<Self.kills {
            try? FileManager.default.removeItem(atPath: notes.cache)
            let process = try notes.start(["--notes", "notes", "index"])
            usleep(UInt32.random(in: 0...120_000, using: &generator))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let found = try notes.run("kb search -l -n 1 word299")
            #expect(found.output == "n299.md\n")
            #expect(found.code == 0)
            #expect(try notes.run("kb index").output.hasPrefix("Notes 300,"))
        }
    }

    @Test("two commands that index at once both end well")
    func together() throws {
        let notes = try TemporaryNotes(filled: false)
        for number in 0..<300 { try notes.write("# Note \(number)\n\nword\(number) giraffe\n", to: "n\(number).md") }
        for _ in 0..<3 {
            try? FileManager.default.removeItem(atPath: notes.cache)
            let processes = try (0..<4).map { _ in try notes.start(["index"]) }
            for process in processes {
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
            }
            #expect(try notes.run("kb index").output.hasPrefix("Notes 300,"))
        }
    }

    @Test(
        "on a full disk the index that is there answers, and says that it may be old",
        .enabled(if: FullDisk.isPossible, "needs the right to mount a small tmpfs"))
    func fullDisk() throws {
        let notes = try TemporaryNotes(filled: false)
        let disk = try FullDisk(pages: 2048)
        try notes.write("# Disk\n\nwalrus\n", to: "disk.md")
        let index = "KB_DATABASE=\(disk.folder)/index.sqlite"
        // A file that has just changed is read once more.
        usleep(100_000)
        #expect(try notes.run("\(index) kb index").code == 0)
        try disk.fill(leaving: 0)
        let unchanged = try notes.run("\(index) kb search -l walrus")
        #expect(unchanged.output == "disk.md\n" && unchanged.errors.isEmpty && unchanged.code == 0)

        try notes.write(
            "# Disk\n\nzebra \((0..<60_000).map { "w\($0 &* 7919)" }.joined(separator: " "))\n", to: "disk.md")
        let changed = try notes.run("\(index) kb search -l walrus")
        #expect(changed.output == "disk.md\n" && changed.code == 0)
        #expect(changed.errors.contains("The disk is full"))
        #expect(try notes.run("\(index) kb show disk").output.contains("zebra"))
        let update = try notes.run("\(index) kb index")
        #expect(update.code == 2 && update.errors.contains("Make room"))
        let none = try notes.run("KB_DATABASE=\(disk.folder)/new.sqlite kb search walrus")
        #expect(none.code == 2 && none.errors.contains("Make room"))

        try disk.fill(leaving: 1900)
        #expect(try notes.run("\(index) kb search -l zebra").output == "disk.md\n")
    }

    @Test("a file that is no index is not lost where the index is made anew")
    func foreignFile() throws {
        let notes = try TemporaryNotes()
        let outcome = try notes.run("KB_DATABASE=notes/plain.md kb index --rebuild")
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("plain.md.kept"))
        #expect(try notes.run("cmp notes/plain.md.kept \(TemporaryNotes.source)/Notes/plain.md").code == 0)
    }

    @Test(
        "an index that is none is made anew, and one line says so",
        arguments: [
            "printf 'garbage that is no database, long enough to be looked at' > $F",
            // No page begins with such a byte.
            "tr '\\0' '\\252' < /dev/zero | dd of=$F bs=16384 seek=1 count=30 iflag=fullblock conv=notrunc 2>/dev/null; "
                + "rm -f $F-wal",
            "truncate -s 6000 $F; rm -f $F-wal $F-shm",
        ])
    func damaged(damage: String) throws {
        let notes = try TemporaryNotes()
        #expect(try notes.run("kb index").code == 0)
        _ = try notes.run("F=$(ls cache/kb/*.sqlite); \(damage)")
        let outcome = try notes.run("kb search -l 攀升")
        #expect(outcome.output == "backend/07_queue_backlog.md\n")
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("damaged"), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(try notes.run("kb search -l 快取").code == 0)
    }

    @Test("an index of another folder or of another program is not taken for ours")
    func foreign() throws {
        let notes = try TemporaryNotes()
        _ = try notes.run("mkdir other && cp notes/plain.md other/")
        #expect(try notes.run("KB_DATABASE=x.sqlite kb index").code == 0)
        let other = try notes.run("KB_DATABASE=x.sqlite kb --notes other search -l timeout")
        #expect(other.output == "plain.md\n")
        #expect(other.errors.split(separator: "\n").count == 1)
        #expect(other.errors.contains("another folder"))
    }

    @Test("an empty index file is filled")
    func empty() throws {
        let notes = try TemporaryNotes()
        _ = try notes.run("mkdir -p cache/kb && : > x.sqlite")
        #expect(try notes.run("KB_DATABASE=x.sqlite kb search -l 攀升").output == "backend/07_queue_backlog.md\n")
    }

    @Test("broken, huge, binary, unreadable and endless files do not stop the others")
    func hostileFiles() throws {
        let notes = try TemporaryNotes()
        let made = try notes.run(
            """
            cd notes && mkfifo pipe.md && head -c 100000 /dev/urandom > binary.md && printf '\\377\\376broken \\300 bytes' > bytes.md \
            && ln -s nowhere.md dangling.md && ln -s . loop && mkdir folder.md && printf 'secret' > closed.md && chmod 0 closed.md \
            && truncate -s 40M huge.md && printf -- '---\\ntitle: [\\n---\\ntext' > yaml.md && : > empty.md
            """)
        #expect(made.code == 0, "\(made.errors)")
        let outcome = try notes.run("kb search -l 攀升")
        #expect(outcome.output == "backend/07_queue_backlog.md\n")
        #expect(outcome.code == 0)
        let findings = try notes.run("kb lint").output
        for name in ["binary.md", "bytes.md", "huge.md", "yaml.md"] {
            #expect(findings.contains("\(name):"), "\(name)")
        }
        #expect(try notes.run("kb show binary").code == 2)
        #expect(try notes.run("kb show huge").code == 2)
        #expect(try notes.run("kb show bytes").code == 0)
    }

    @Test(
        "a cache folder that cannot be written is an error that says what to do",
        .enabled(if: getuid() != 0, "root may write anywhere"))
    func closedCache() throws {
        let notes = try TemporaryNotes()
        let outcome = try notes.run("mkdir -p cache && chmod 500 cache && kb search x")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("KB_DATABASE"))
    }
}

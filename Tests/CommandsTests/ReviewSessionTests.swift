import Foundation
import Testing

private let hasPrograms = ["git", "script", "timeout"].allSatisfy { program in
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + program)
    }
}

@Suite("what a review session knows of a note", .enabled(if: hasPrograms))
struct ReviewSessionTests {
    private static let note = """
        ---
        title: Backlog
        review_interval_days: 14
        next_review: 2026-03-03
        ---

        # Backlog

        Words that are hidden first. See [[nowhere]].

        ## Symptoms

        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | Disk full | writes fail | High |

        ## Detection

        ### S1: Disk full

        ```bash
        echo 5 full
        ```

        """

    private static let begin = """
        set -e; export GIT_CONFIG_GLOBAL=/dev/null GIT_COMMITTER_DATE=2026-01-15T10:00:00Z; cd notes; git init -q; git config user.name Ann
        git config user.email ann@example.org; git config commit.gpgsign false; git add -A; git commit -qm 'Begin it'
        cd ..
        """

    /// - Parameter words: of git. On a machine under load it may need longer than a session waits for it; the session
    ///   then begins without, and the next one with it.
    private func session(_ notes: borrowing TemporaryNotes, before: String = "", telling words: String) throws -> String
    {
        var text = try session(notes, before: before)
        for _ in 1..<10 where !text.contains(words) { text = try session(notes) }
        return text
    }

    private func session(_ notes: borrowing TemporaryNotes, _ keys: String = " q", before: String = "") throws -> String
    {
        let line =
            "\(before)\nexport TERM=dumb NO_COLOR=1 KB_REVIEWER=ann; (sleep 0.3; printf '\(keys)'; sleep 1) "
            + "| script -qec 'timeout --foreground 60 kb review backlog' /dev/null"
        return try notes.run(line).output.replacing("\r\n", with: "\n")
    }

    @Test("the changes since the last review, those not committed too, and links that lead nowhere")
    func changes() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        #expect(try notes.run(Self.begin).code == 0)
        let first = try session(notes, telling: "Last changes")
        #expect(first.contains("Last changes\n"))
        #expect(first.contains("+23 −0  Begin it  Ann\n"))
        #expect(first.contains("Links that lead nowhere\n  line 9: nowhere\n"))
        #expect(!first.contains("not committed"))
        #expect(try notes.run("kb review backlog --grade good").code == 0)
        let later = """
            set -e; cd notes; export GIT_CONFIG_GLOBAL=/dev/null GIT_COMMITTER_DATE='2026-02-02T10:00:00Z'
            echo one >> backlog.md; git commit -qam "$(printf 'Say \\033[31mone\\033[0m')"; echo two >> backlog.md; cd ..
            """
        let second = try session(notes, before: later, telling: "Changes that are not committed")
        #expect(second.contains("Changed since the last review, 2026-02-01\n  Changes that are not committed\n"))
        #expect(second.contains("+2 −1  Say "))
        #expect(!second.contains("Say \u{1B}"), "a subject steers no terminal")
        #expect(!second.contains("Begin it"))
    }

    @Test("only a change of the two dates that a review writes is no change")
    func ownWrite() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        #expect(try notes.run(Self.begin + "; kb review backlog --grade good").code == 0)
        let text = try session(notes)
        #expect(text.contains("hidden first"))
        #expect(!text.contains("not committed"))
        #expect(!text.contains("Changed since"))
    }

    @Test("what its commands last said")
    func verdicts() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        let run = try notes.run(
            """
            mkdir home; fingerprint=$(kb run 'backlog#S1' --yes 2>&1 </dev/null | sed -n 's/.*--fingerprint //p')
            kb trust 'backlog#S1.1' --fingerprint $fingerprint; kb run 'backlog#S1.1' --yes
            """)
        #expect(run.output.contains("5 full"), "\(run.output)\(run.errors)")
        let text = try session(notes)
        #expect(text.contains("What its commands last said\n  2026-02-01  S1.1  observed  "))
        #expect(!text.contains("Last changes"), "there is no repository")
    }

    @Test("a repository that nobody trusts runs nothing")
    func hostileRepository() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        let configuration = """
            evil="touch $PWD/ran"
            git -C notes config core.fsmonitor "$evil"; git -C notes config diff.external "$evil"
            git -C notes config core.pager "$evil"; git -C notes config pager.log true
            git -C notes config log.showSignature true; git -C notes config gpg.program "$PWD/evil"
            git -C notes config diff.x.textconv "$evil"; git -C notes config diff.x.command "$evil"
            git -C notes config filter.x.clean "$evil"; git -C notes config filter.x.smudge "$evil"
            git -C notes config filter.x.process "$evil"; git -C notes config core.sshCommand "$evil"
            git -C notes config alias.log "!$evil"; git -C notes config core.hooksPath "$PWD/hooks"
            git -C notes config diff.x.binary false; echo '*.md diff=x filter=x' > notes/.git/info/attributes
            printf '#!/bin/sh\\n%s\\n' "$evil" > evil; chmod +x evil
            """
        #expect(try notes.run(Self.begin).code == 0)
        let text = try session(notes, before: configuration, telling: "Begin it")
        #expect(text.contains("Begin it"))
        #expect(try notes.run("test ! -e ran").code == 0)
        // The trap works: git as people call it falls into it.
        _ = try notes.run("git -C notes status; git -C notes diff HEAD~0 -- backlog.md; git -C notes log -p --ext-diff")
        #expect(try notes.run("test -e ran").code == 0)
    }

    @Test("a git that hangs is left alone")
    func hangs() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        let text = try session(
            notes, " 3",
            before: """
                mkdir bin; printf '#!/bin/sh\\nexec sleep 300\\n' > bin/git; chmod +x bin/git; export PATH=$PWD/bin:$PATH
                """)
        #expect(text.contains("hidden first"))
        #expect(text.contains("Recorded: 1."))
    }

    /// A session on 2026-03-03 with what others do meanwhile: each part waits until the screen shows its words.
    private func session(
        _ notes: borrowing TemporaryNotes, _ parts: [(words: String, line: String)]
    ) throws -> String {
        let waits = parts.map { part in
            "for i in $(seq 200); do grep -q '\(part.words)' screen && break; sleep 0.05; done; \(part.line)"
        }
        let line =
            "export TERM=dumb NO_COLOR=1 KB_REVIEWER=ann KB_NOW=2026-03-03T09:00:00Z; touch screen; "
            + "(\(waits.joined(separator: "; ")); sleep 1) | script -qefc 'timeout --foreground 60 kb review' screen"
        return try notes.run(line).output.replacing("\r\n", with: "\n")
    }

    private static func other(_ line: String) -> String { "KB_REVIEWER=bob kb review \(line) > /dev/null 2>&1" }

    @Test("what somebody else reviewed while the note was on the screen is not reviewed over")
    func meanwhile() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        let screen = try session(
            notes,
            [
                ("Recall it", "printf ' '"), ("2 Hard", Self.other("backlog --grade easy") + "; printf 3"),
            ])
        #expect(screen.contains("backlog.md was reviewed or rescheduled meanwhile, last by bob"))
        #expect(screen.contains("backlog: Easy; next review"))
        #expect(screen.contains("Recorded: 0. Left for later: 0."))
        #expect(try notes.run("cat notes/.kb/reviews/*.jsonl | wc -l").output.contains("1"))
    }

    @Test("a note that somebody else reviewed before its turn is passed over")
    func beforeItsTurn() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b"] { try notes.write(Self.note, to: name + ".md") }
        let screen = try session(notes, [("Recall it", Self.other("b --grade good") + "; printf s")])
        #expect(screen.contains("b.md was reviewed or rescheduled meanwhile, last by bob"))
        #expect(!screen.contains("2/2"))
        #expect(screen.contains("Recorded: 0. Left for later: 0."))
    }

    @Test("a note that was given another date by hand, or is gone, is passed over")
    func changedByHand() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b", "c"] { try notes.write(Self.note, to: name + ".md") }
        let edit = "sed -i 's/^next_review:.*/next_review: 2026-09-01/' notes/b.md; rm notes/c.md"
        let screen = try session(notes, [("Recall it", edit + "; printf s")])
        #expect(screen.contains("b.md is no longer due."))
        #expect(screen.contains("There is no note c.md") || screen.contains("Cannot read c.md"), "\(screen)")
        #expect(screen.contains("Recorded: 0. Left for later: 0."))
    }

    @Test("a note that was archived meanwhile is passed over, and one that is named is asked for all the same")
    func archived() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b"] { try notes.write(Self.note, to: name + ".md") }
        let screen = try session(
            notes, [("Recall it", "sed -i 's/^title:/status: archived\\ntitle:/' notes/b.md; printf s")])
        #expect(screen.contains("b.md is no longer due."))
        #expect(!screen.contains("2/2"))
        #expect(screen.contains("Recorded: 0. Left for later: 0."))
        let archived = Self.note.replacing("title:", with: "status: archived\ntitle:")
        try notes.write(archived, to: "backlog.md")
        #expect(try session(notes).contains("hidden first"))
    }

    @Test("a session that the cap of a day keeps from asking says so")
    func capReached() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b"] { try notes.write(Self.note, to: name + ".md") }
        let line =
            "export KB_NOW=2026-03-03T09:00:00Z KB_REVIEW_CAP=1 KB_REVIEWER=ann TERM=dumb; kb review a --grade good; "
            + "sleep 1 | script -qec 'timeout --foreground 60 kb review' /dev/null"
        let text = try notes.run(line).output
        #expect(text.contains("The 1 reviews of a day are done. Notes still due: 1."))
        #expect(!text.contains("Nothing is due"))
    }

    @Test("a note whose review was taken back is asked for again, before the one that was on the screen")
    func undone() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b", "c"] { try notes.write(Self.note, to: name + ".md") }
        let screen = try session(
            notes,
            [
                ("Recall it", "printf ' 3'"), ("2/3", "printf s"), ("3/3", "printf u"),
                ("a: taken back", "printf ' 2q'"),
            ])
        // Past the one that was skipped.
        #expect(screen.matches(of: #/(\d)/3 /#).map { String($0.1) } == ["1", "2", "3", "2", "3"])
        #expect(screen.contains("a: Hard; next review"))
        #expect(screen.contains("Recorded: 1. Left for later: 1."))
        #expect(try notes.run("cat notes/.kb/reviews/*.jsonl | wc -l").output.contains("3"))
    }

    @Test("what cannot be taken back is said, and the session goes on")
    func undoRefused() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b"] { try notes.write(Self.note, to: name + ".md") }
        let screen = try session(
            notes,
            [
                ("Recall it", "printf ' 3'"), ("2/2", Self.other("a --grade again") + "; printf uq"),
            ])
        #expect(screen.contains("a.md was reviewed or rescheduled meanwhile, last by bob"))
        #expect(screen.contains("Recorded: 1. Left for later: 1."))
        #expect(try notes.run("cat notes/.kb/reviews/*.jsonl | wc -l").output.contains("2"))
    }
}

import Foundation
import Journal
import KnowledgeBase
import Notes
import Testing

@testable import Web

@Suite(
    "What a review page knows beside its note",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), "needs /usr/bin/git"))
struct ReviewConditionTests {
    private static let note = """
        ---
        title: Lag
        review_interval_days: 10
        next_review: 2026-02-20
        ---

        # Lag

        See [[nobody & "co"]].

        """

    private static func site(_ notes: [String: String] = ["lag.md": note], path: String = "/usr/bin:/bin") throws
        -> TestSite
    {
        try TestSite(notes, withJournal: true) {
            $0.environment = ["KB_NOW": "2026-03-01T09:00:00Z", "TZ": "UTC", "KB_REVIEWER": "ann", "PATH": path]
        }
    }

    /// The page of a review with something that git tells. On a machine under load git may need longer than a page waits
    /// for it; the page then comes without, and the next one with it.
    private static func page(
        _ site: TestSite, _ note: String = "lag", language: String = "en", telling words: String
    ) async throws -> String {
        for _ in 1..<10 {
            let page = try await site.text("/review/notes/" + note, language: language)
            if page.contains(words) { return page }
        }
        return try await site.text("/review/notes/" + note, language: language)
    }

    /// Runs lines of shell in the notes folder.
    private static func shell(_ lines: String, in site: TestSite) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", lines]
        process.currentDirectoryURL = URL(fileURLWithPath: site.folder + "/notes")
        process.environment = ["PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": site.folder]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// Makes the notes folder a repository, and commits all at a time.
    private static func commit(_ subject: String, at time: String, in site: TestSite) throws {
        try shell(
            """
            git init -q; git config user.name 'Ann & Co'; git config user.email ann@example.org
            git add -A -- .; GIT_COMMITTER_DATE=\(time) git commit -qm '\(subject)' --no-gpg-sign
            """, in: site)
    }

    @Test("the changes since the last review, and what is not committed, as text of strangers")
    func changes() async throws {
        let site = try Self.site()
        try Self.commit("Begin it", at: "2026-01-15T10:00:00Z", in: site)
        let first = try await Self.page(site, telling: "Last changes")
        #expect(first.contains("Last changes"))
        #expect(first.contains("+9 −0"))
        #expect(first.contains("<bdi>Begin it</bdi> <bdi class=\"meta\">Ann &amp; Co</bdi>"))
        #expect(!first.contains("not committed"))
        let answer = try #require(first.firstRange(of: "<details class=\"review-answer\">"))
        #expect(!first[..<answer.lowerBound].contains("Begin it"), "what is to be recalled is not given away")

        let match = try #require(first.matches(of: #/name="state" value="([^"]*)"/#).last)
        let state = try #require(String(match.1).addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        _ = try await site.post("/review/notes/lag", "action=good&state=\(state)")
        #expect(!(try await site.text("/review/notes/lag").contains("not committed")), "a review is no change")
        try Self.shell("echo one >> lag.md", in: site)
        try Self.commit("<script>alert(1)</script> \u{202E}txt", at: "2026-03-01T10:00:00Z", in: site)
        try Self.shell("echo two >> lag.md", in: site)
        let second = try await Self.page(site, telling: "Changes that are not committed")
        #expect(second.contains("Changed since the last review, 2026-03-01"))
        #expect(second.contains("Changes that are not committed"))
        #expect(second.contains("&lt;script&gt;alert(1)&lt;/script&gt; \\u{202E}txt"))
        #expect(!second.contains("Begin it"))
        #expect(try await Self.page(site, language: "zh-TW", telling: "之後的變更").contains("之後的變更"))
    }

    @Test("links that lead nowhere, and what commands last said")
    func linksAndVerdicts() async throws {
        let site = try Self.site()
        let journal = try #require(site.server.site.journal)
        let record = RunRecord(
            notes: site.server.site.freshness.knowledgeBase.folder.root, path: "lag.md", address: "lag#S1.1",
            symptom: "S1", language: "bash", fingerprint: "", runner: [], parameters: [:], who: "ann",
            started: 1_772_000_000)
        let id = try journal.begin(record)
        try journal.end(
            run: id,
            .init(
                duration: 0.1, ending: "exited", exitCode: 0, verdict: "firing",
                sentence: Sentence("run.verdict.wrote", "The command wrote something."), output: ""))
        let page = try await site.text("/review/notes/lag")
        #expect(page.contains("<li>line 9: nobody &amp; &quot;co&quot;</li>"))
        #expect(page.contains("2026-02-25</time> <b>S1.1</b> firing: The command wrote something."))
        #expect(!page.contains("changes-heading"), "there is no repository")
        #expect(try await site.text("/review/notes/lag", language: "zh-TW").contains("指令有輸出。"))
    }

    @Test("nothing is said where there is nothing to say")
    func nothing() async throws {
        let page = try await Self.site(["lag.md": "# Lag\n"]).text("/review/notes/lag")
        #expect(page.contains("review-grades"))
        #expect(!page.contains("review-condition"))
    }

    @Test("of many changes and links the first are shown; a long subject is cut")
    func bounded() async throws {
        let links = (0..<40).map { "[[nobody\($0)]]" }.joined(separator: "\n\n")
        let site = try Self.site(["lag.md": Self.note + links])
        try Self.commit(String(repeating: "long", count: 500), at: "2026-01-15T10:00:00Z", in: site)
        for number in 0..<8 {
            try Self.shell("echo \(number) >> lag.md", in: site)
            try Self.commit("number \(number)", at: "2026-01-16T10:00:0\(number)Z", in: site)
        }
        let page = try await Self.page(site, telling: "number 7")
        #expect(page.matches(of: #/<bdi>number \d/#).count == 5)
        #expect(page.contains("number 7") && !page.contains("number 2"))
        #expect(page.matches(of: #/<li>line \d+: nobody/#).count == 5)
        #expect(page.matches(of: #/<li>…/#).count == 2)
        try Self.shell("git mv lag.md long.md", in: site)
        try Self.commit(String(repeating: "long", count: 500), at: "2026-01-17T10:00:00Z", in: site)
        let long = try await Self.page(site, "long", telling: "longlong")
        #expect(long.contains(String(repeating: "long", count: 50) + "…"))
        #expect(!long.contains(String(repeating: "long", count: 51)))
    }

    @Test("a name that looks like an option is a name", arguments: ["--output=made", "-p", ":(top)x", "-n1"])
    func names(name: String) async throws {
        let site = try Self.site([name + ".md": Self.note, "other.md": "# Other\n"])
        try Self.shell("git init -q; git add -- ':(literal)\(name).md'", in: site)
        try Self.shell(
            """
            git config user.name Ann; git config user.email ann@example.org
            git commit -qm 'Only this' --no-gpg-sign; git add -A .; git commit -qm 'The other' --no-gpg-sign
            """, in: site)
        let address = try #require(name.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let page = try await Self.page(site, address, telling: "Only this")
        #expect(page.contains("Only this"))
        #expect(!page.contains("The other"))
        let names = try FileManager.default.contentsOfDirectory(atPath: site.folder + "/notes")
        #expect(Set(names).subtracting([".git", name + ".md", "other.md"]).isEmpty)
    }

    @Test(
        "a git that hangs, floods or fails is left alone, and the page comes",
        arguments: ["exec sleep 300", "exec yes", "exit 3", "kill -9 $$"])
    func trouble(line: String) async throws {
        let programs = try TestSite([:])
        let program = programs.folder + "/git"
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(fileURLWithPath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let site = try Self.site(path: programs.folder + ":/usr/bin:/bin")
        let page = try await site.text("/review/notes/lag")
        #expect(page.contains("review-grades"))
        #expect(!page.contains("changes-heading"))
    }

    @Test("a repository whose configuration runs programs runs none of them")
    func hostile() async throws {
        let site = try Self.site()
        try Self.commit("Begin it", at: "2026-01-15T10:00:00Z", in: site)
        try Self.shell(
            """
            evil="touch ../ran"
            for key in core.fsmonitor diff.external core.pager core.sshCommand diff.x.textconv diff.x.command \
                filter.x.clean filter.x.smudge filter.x.process uploadpack.packObjectsHook core.editor; do
                git config $key "$evil"
            done
            git config pager.log true; git config log.showSignature true; git config gpg.program "$PWD/../evil"
            git config core.hooksPath "$PWD/.git/hooks"; echo '*.md diff=x filter=x' > .git/info/attributes
            printf '#!/bin/sh\\n%s\\n' "$evil" > ../evil; chmod +x ../evil
            for hook in post-index-change fsmonitor-watchman reference-transaction; do cp ../evil .git/hooks/$hook; done
            """, in: site)
        #expect(try await Self.page(site, telling: "Begin it").contains("Begin it"))
        #expect(!FileManager.default.fileExists(atPath: site.folder + "/ran"))
    }
}

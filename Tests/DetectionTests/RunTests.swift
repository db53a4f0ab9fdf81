import Testing

@testable import Detection

@Suite("The programs that a script names")
struct ShellProgramTests {
    @Test(
        "are found wherever a command may begin",
        arguments: [
            ("ls -l | awk '{print $1}'", ["ls", "awk"]), ("a && b || c; d & e\nf", ["a", "b", "c", "d", "e", "f"]),
            ("X=1 Y=$Z tool --flag", ["tool"]),
            ("x=$(inner -a | deeper)\nouter \"$(quoted)\"", ["inner", "deeper", "quoted", "outer"]),
            ("if grep -q x f; then tell; else other; fi", ["grep", "tell", "other"]),
            ("for i in one two; do work $i; done", ["work"]), ("while true; do sleep 1; done", ["sleep"]),
            ("/usr/bin/env -i", ["/usr/bin/env"]), ("sudo journalctl -u x", ["sudo", "journalctl"]),
            ("timeout 5 tool 7 | timeout 0.5s wc", ["timeout", "tool", "wc"]),
            ("timeout -k 1 5 tool", ["timeout", "tool"]),
            ("tool 2>err >out <in | sort", ["tool", "sort"]), ("tool \\\n  --more | wc", ["tool", "wc"]),
            ("cat f | \\\n  missing-tool | wc -l", ["cat", "missing-tool", "wc"]),
            ("a && \\\r\n\tb \\\r\n  c", ["a", "b"]), ("\\\ntool x", ["tool"]), ("a |\\\nb", ["a", "b"]),
            ("to\\\nol x", ["tool"]), ("sudo \\\n  -u x \\\n  tool", ["sudo", "tool"]),
            ("timeout 5 \\\n tool", ["timeout", "tool"]),
            ("X=1 \\\n tool", ["tool"]), ("> \\\n file tool", ["tool"]), ("if \\\n tool; then :; fi", ["tool"]),
            ("cat <<EOF\nnot-a-program\nEOF\nafter", ["cat", "after"]),
            ("diff <(left) <(right)", ["diff", "left", "right"]),
            ("env X=1 Y=2 nosuch -a", ["env", "nosuch"]), ("env -u HOME nosuch", ["env", "nosuch"]),
            ("echo a | xargs nosuch b", ["xargs", "nosuch"]),
            ("a | xargs -0 -n 1 -I {} nosuch {}", ["a", "xargs", "nosuch"]),
            ("sudo -n -u postgres psql -c x", ["sudo", "psql"]), ("nice -n 5 work", ["nice", "work"]),
            ("a=(x $(inner) z); tool", ["inner", "tool"]), ("[[ $(inner) == x ]] && tool", ["inner", "tool"]),
            ("if [[ a < b ]]; then tool; fi", ["tool"]), ("((i++)); tool", ["tool"]), ("(tool)", ["tool"]),
            ("! (tool)", ["tool"]), ("( (tool) )", ["tool"]),
            ("for ((i=0;i<$(inner);i++)); do tool; done", ["inner", "tool"]),
            ("'quoted tool' x", []), ("\"my-tool\" x", ["my-tool"]), ("`old -style`", ["old"]),
        ])
    func found(script: String, names: [String]) {
        #expect(Set(ShellPrograms.names(in: script)) == Set(names))
    }

    @Test(
        "are not what only looks like one",
        arguments: [
            "# comment tool", "echo tool; printf tool", "$TOOL --x", "${TOOL} x", "f() { echo; }; f",
            "function g { :; }\ng",
            "command -v maybe >/dev/null && maybe x", "case $x in start) echo a;; stop) echo b;; esac",
            "a=(x y z)", "a=(\n  x\n  'y z' # why\n)\necho", "a+=(x)", "declare -a a=(x y)", "[[ -n x && a < b ]]",
            "[[ \"a b\" =~ ^a\\ (b|c)$ ]]", "[[\n a\n]]", "for ((i=0;i<2;i++)); do echo; done", "echo !(foo|bar)",
            "alias ll='ls -l' la=\"ls -a\"\nll\nla", "printf %s @(a|b)", "x=$((1 + 2)); ((x > 1))",
            "[[ $a == b ]] && [ -f x ]", "echo $((1 + 2))", "echo 'a | b' \"c | d\"", "",
        ])
    func notFound(script: String) {
        #expect(ShellPrograms.names(in: script).isEmpty)
    }

    @Test(
        "are none in what is all beginnings without ends, however much there is of it",
        arguments: [
            "$(", "`", "'", "\"", "${", "<<", "\\", "((", "case ", ";;", "$($(", "f()", "\u{0}", "<(", "a=(", "[[ ",
            "!(", "((",
        ])
    func hostile(part: String) {
        #expect(ShellPrograms.names(in: part).isEmpty)
        #expect(ShellPrograms.names(in: String(repeating: part, count: 5000)).isEmpty)
    }
}

@Suite("What a run says")
struct FiringRuleTests {
    @Test(
        "is judged by the rule on its fence",
        arguments: [
            ("{firing=exit}", 2, "", false, Verdict.Kind.firing), ("{firing=exit}", 0, "x", false, .clear),
            ("{firing=output}", 0, "x", false, .firing), ("{firing=output}", 0, " \n", false, .clear),
            ("{firing=output}", 1, "", false, .clear), ("{firing=output}", 1, "", true, .error),
            ("{firing=output}", 2, "header", true, .error), ("{firing=output}", 141, "x", false, .firing),
            ("{firing=match:down}", 0, "link down", false, .firing), ("{firing=match:down}", 0, "up", false, .clear),
            ("{firing=match:down}", 1, "", true, .error), ("{firing=match:down}", 3, "down", true, .firing),
            ("{firing=\"match:is down\"}", 0, "it is down", false, .firing), ("", 0, "x", false, .observed),
            ("", 3, "", true, .error), ("{firing=exit}", 127, "", true, .error),
            ("{firing=exit}", 126, "", true, .error),
            ("{firing=match:a{2}}", 0, "aa", false, .firing), ("{firing=exit:1,2}", 2, "", true, .firing),
            ("{firing=match:^no$}", 0, "no\n", false, .firing), ("{firing=match:^no$}", 0, "a\nno\nb", false, .firing),
            ("{firing=match:^no$}", 0, "not\nno one\n", false, .clear),
            ("{firing=match:^[[:digit:]]{5}}", 0, "42000", false, .firing),
            ("{firing=match:^[[:digit:]]{5}}", 0, "4200 ", false, .clear),
            ("{firing=match:a\\nb}", 0, "a\nb", false, .firing),
            ("{firing=exit:1,2}", 0, "x", false, .clear), ("{firing=exit:1,2}", 3, "", true, .error),
            ("{firing=exit:7}", 127, "", true, .error), ("{firing=exit:7}", 1, "", false, .error),
        ])
    func judged(attributes: String, code: Int32, output: String, hasErrors: Bool, kind: Verdict.Kind) throws {
        let rule = try FiringRule(attributes: attributes)
        #expect(FiringRule.verdict(rule, exitCode: code, output: output, hasErrors: hasErrors).kind == kind)
    }

    @Test(
        "what is about something else states none",
        arguments: [
            "", "{title=firing}", "{.numberLines}", "{confiring=exit}", "{title=\"is firing = bad\"}", "firings",
        ])
    func none(attributes: String) throws {
        #expect(try FiringRule(attributes: attributes) == nil)
    }

    @Test(
        "a rule that can't be used is an error",
        arguments: [
            "{firing=maybe}", "{firing=}", "{firing=match:(}", "{firing=exit:}", "{firing=exit:0}", "{firing=exit:1,}",
            "{ firing = exit }", "{firing}", "{FIRING=output}", "{Firing=exit}", "{firing =exit}", "{firing: exit}",
            "{firing=match:}", "{firing=\"match:\"}", "{firing=exit firing=output}", "{firing=exit:256}",
            "{firing=exit:x}", "{firing=exit:99999999999999999999}",
        ])
    func wrong(attributes: String) {
        #expect(throws: FiringRuleError.self) { try FiringRule(attributes: attributes) }
    }
}

@Suite("Secrets in output")
struct SecretMaskTests {
    @Test(
        "are hidden",
        arguments: [
            ("password=hunter22", "password=•••"), ("DB_PASSWORD: 'hunter22'", "DB_PASSWORD: '•••'"),
            ("{\"api_key\": \"abc123\", \"n\": 1}", "{\"api_key\": \"•••\", \"n\": 1}"),
            ("Authorization: Bearer abc.def", "Authorization: •••"),
            ("postgresql://kb:s3cret@db:5432/x", "postgresql://kb:•••@db:5432/x"),
            ("-----BEGIN RSA PRIVATE KEY-----", "•••"), ("the value is topsecretvalue", "the value is •••"),
            ("CARD 4111", "•••"), ("client_secret=a;b=1", "client_secret=•••;b=1"),
            ("it is topsecretvalue\u{301}", "it is •••\u{301}"),
        ])
    func hidden(line: String, shown: String) throws {
        #expect(
            SecretMask(values: ["topsecretvalue", "abc"], patterns: [try Pattern("CARD \\d+")]).masked(line) == shown)
    }

    @Test(
        "are hidden to the end of their quotes",
        arguments: [
            (#"{"password": "my secret pass", "n": 1}"#, #"{"password": "•••", "n": 1}"#),
            (#"{"password":"a,b;c&d","n":1}"#, #"{"password":"•••","n":1}"#),
            (#"{"password":"a\"b c","n":1}"#, #"{"password":"•••","n":1}"#),
            (#"{"password":"a\\","n":1}"#, #"{"password":"•••","n":1}"#),
            (#"{"log":"{\"password\": \"a b\", \"n\": 1}"}"#, #"{"log":"{\"password\": \"•••\", \"n\": 1}"}"#),
            (#"{"log":"{\"password\": \"a\\\" b\"}"}"#, #"{"log":"{\"password\": \"•••\"}"}"#),
            ("password: 'it''s mine' # why", "password: '•••' # why"), ("password: 'no end here", "password: '•••"),
            (#""secret" => "a b""#, #""secret" => "•••""#), (#"token := "a b""#, #"token := "•••""#),
            (#"{"password":"","user":"bob"}"#, #"{"password":"","user":"bob"}"#),
            (
                #"{"log":"{\"password\":\"\",\"user\":\"bob\"}"}"#,
                #"{"log":"{\"password\":\"\",\"user\":\"bob\"}"}"#
            ),
            (#"{"url":"/?token=abc","n":1}"#, #"{"url":"/?token=•••","n":1}"#),
        ])
    func quoted(line: String, shown: String) {
        #expect(SecretMask().masked(line) == shown)
    }

    @Test(
        "are hidden in headers whatever their scheme",
        arguments: [
            ("Authorization: Token abc123", "Authorization: •••"),
            ("> authorization: ApiKey a:b, c", "> authorization: •••"),
            (#"Proxy-Authorization: Digest username="kb", response="6629""#, "Proxy-Authorization: •••"),
            ("curl -H 'Authorization: Token abc' http://x", "curl -H 'Authorization: •••' http://x"),
            (#"{"Authorization": "Token abc", "n": 1}"#, #"{"Authorization": "•••", "n": 1}"#),
            ("authorization=Token abc next", "authorization=••• next"),
            ("< Set-Cookie: kb=abc; Path=/; HttpOnly", "< Set-Cookie: •••"),
            ("curl -H 'Cookie: a=b; c=d' http://x", "curl -H 'Cookie: •••' http://x"),
            (#"{"cookie": "a=b", "n": 1}"#, #"{"cookie": "•••", "n": 1}"#),
        ])
    func header(line: String, shown: String) {
        #expect(SecretMask().masked(line) == shown)
    }

    @Test(
        "are hidden where only a blank stands before them",
        arguments: [
            ("requirepass foobared", "requirepass •••"), ("masterauth x", "masterauth •••"),
            (
                "requirepass" + String(repeating: " ", count: 60) + "x",
                "requirepass" + String(repeating: " ", count: 60) + "•••"
            ),
            ("CONFIG SET requirepass \"a b\"", "CONFIG SET requirepass \"•••\""),
            ("mysql --password hunter2 -u kb", "mysql --password ••• -u kb"),
            ("x --db-password 'a b' --api-token c", "x --db-password '•••' --api-token •••"),
            ("x --client-secret=a", "x --client-secret=•••"),
        ])
    func afterBlank(line: String, shown: String) {
        #expect(SecretMask().masked(line) == shown)
    }

    @Test(
        "what is none stays",
        arguments: [
            "tokens used 5", "http://a:80/b@c", "a line", "密碼 正確", "password", "the password is wrong",
            "a token was refused", "cookies: 5", "proxy_cookie_path=/a", "cookie = off", "--token-file x",
            "-- password x", "mysql --password -u kb", "--password",
        ])
    func kept(line: String) {
        #expect(SecretMask().masked(line) == line)
    }

    @Test(
        "are hidden at once: hiding again finds none, in any text and however long",
        arguments: [
            "password", "password=", "password=\"", "\"", "\\", "password=\\", "--token ", "authorization: ", "'token",
        ])
    func hostile(part: String) {
        for line in [part, String(repeating: part, count: 2000)] {
            let masked = SecretMask().masked(line)
            #expect(SecretMask().masked(masked) == masked)
        }
    }
}

@Suite("Trust")
struct TrustEntryTests {
    private let print1 = Fingerprint(language: "bash", text: "uptime")
    private var entry: TrustEntry {
        TrustEntry(notes: "/n\n\\x", path: "a/b.md", fingerprint: print1, runner: ["bash", "-c"])
    }

    @Test("is read back from its file, and from no other")
    func roundTrip() {
        #expect(TrustEntry(text: entry.text, fileName: entry.fileName) == entry)
        #expect(TrustEntry(text: entry.text, fileName: String(repeating: "0", count: 64)) == nil)
        #expect(TrustEntry(text: entry.text + "x\n", fileName: entry.fileName) == nil)
        #expect(TrustEntry(text: "", fileName: entry.fileName) == nil)
    }

    @Test("has another file for every change of folder, note, text, language or runner")
    func distinct() {
        let others = [
            TrustEntry(notes: "/other", path: entry.path, fingerprint: print1, runner: entry.runner),
            TrustEntry(notes: entry.notes, path: "a/c.md", fingerprint: print1, runner: entry.runner),
            TrustEntry(
                notes: entry.notes, path: entry.path, fingerprint: Fingerprint(language: "sh", text: "uptime"),
                runner: entry.runner),
            TrustEntry(
                notes: entry.notes, path: entry.path, fingerprint: Fingerprint(language: "bash", text: "uptime "),
                runner: entry.runner),
            TrustEntry(notes: entry.notes, path: entry.path, fingerprint: print1, runner: ["bash", "-c", ""]),
            TrustEntry(notes: entry.notes, path: entry.path, fingerprint: print1, runner: ["bash -c"]),
            TrustEntry(
                notes: entry.notes, path: entry.path, fingerprint: print1,
                parameters: Fingerprint(language: "parameters", text: ""), runner: entry.runner),
            TrustEntry(notes: "/n", path: "\\xa/b.md", fingerprint: print1, runner: entry.runner),
        ]
        #expect(Set((others + [entry]).map(\.fileName)).count == others.count + 1)
    }
}

@Suite("A block that was copied from a terminal")
struct ShellTranscriptTests {
    @Test(
        "begins with a prompt",
        arguments: [
            ("$ curl -s localhost\n{}", "$"), ("# Is it up?\n\n  $ systemctl status x", "$"), ("% brew services", "%"),
            ("ops@db-1:~$ uptime", "ops@db-1:~$"), ("root@db-1:/var/log# tail x", "root@db-1:/var/log#"),
            ("[root@db-1 ~]# uptime", "[root@db-1 ~]#"), ("[ops@db-1 log]$ ls", "[ops@db-1 log]$"), ("$\tls", "$"),
        ])
    func prompt(script: String, prompt: String) {
        #expect(ShellTranscript.prompt(of: script) == prompt)
    }

    @Test(
        "is not every one with such a sign",
        arguments: [
            "$TOOL -x", "$(which ls) -l", "\"$@\"", "${TOOL}", "ls $HOME # why", "[ \"$@\" ] && ls", "cat <<E\n$ ls\nE",
            "ssh ops@db-1 'ls #'", "kcat -b a@b# x", "date +%s", "echo $ 5", "# $ ls", "",
        ])
    func none(script: String) {
        #expect(ShellTranscript.prompt(of: script) == nil)
    }

    @Test(
        "holds only comments where its prompt is that of root",
        arguments: ["# systemctl status x", "", "\n \n# a\n\t#b\n"])
    func comments(script: String) {
        #expect(ShellTranscript.isOnlyComments(script))
        #expect(!ShellTranscript.isOnlyComments(script + "\n:"))
    }
}

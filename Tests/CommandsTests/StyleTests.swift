import Notes
import Testing

@testable import Commands

@Suite("colours")
struct StyleTests {
    @Test(
        "are decided as programs agreed",
        arguments: [
            (Style.Choice.auto, true, [:], true), (.auto, false, [:], false), (.always, false, ["NO_COLOR": "1"], true),
            (.never, true, ["CLICOLOR_FORCE": "1"], false), (.auto, true, ["NO_COLOR": "1"], false),
            (.auto, true, ["NO_COLOR": ""], true), (.auto, false, ["CLICOLOR_FORCE": "1"], true),
            (.auto, false, ["CLICOLOR_FORCE": "0"], false), (.auto, true, ["CLICOLOR": "0"], false),
            (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
        ] as [(Style.Choice, Bool, [String: String], Bool)])
    func choice(choice: Style.Choice, isTerminal: Bool, environment: [String: String], isColoured: Bool) {
        #expect(Style(choice, isTerminal: isTerminal, environment: environment).isColoured == isColoured)
    }

    @Test(
        "the pager is the person's",
        arguments: [
            ([:], "less -FIRX"), (["PAGER": "more"], "more"), (["PAGER": "more", "KB_PAGER": "most -s"], "most -s"),
            (["KB_PAGER": ""], nil), (["PAGER": "cat"], nil), (["TERM": "dumb"], nil),
        ] as [([String: String], String?)])
    func pager(environment: [String: String], command: String?) {
        #expect(Pager(environment: environment)?.command == command)
    }

    @Test(
        "the language is the person's",
        arguments: [
            ([:], "en"), (["LANG": "zh_TW.UTF-8"], "zh-Hant"), (["LANG": "zh_TW.UTF-8", "LC_ALL": "C"], "en"),
            (["LANG": "de_DE.UTF-8"], "en"), (["LC_MESSAGES": "zh_CN.UTF-8", "LANG": "C"], "zh-Hant"),
            (["KB_LANG": "en", "LANG": "zh_TW"], "en"), (["KB_LANG": "", "LANG": "zh_TW"], "zh-Hant"),
        ] as [([String: String], String)])
    func language(environment: [String: String], language: String) {
        #expect(Interface.language(in: environment).rawValue == language)
    }
}

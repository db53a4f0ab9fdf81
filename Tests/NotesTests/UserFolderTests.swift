import Notes
import Testing

@Suite("A person's own files")
struct UserFolderTests {
    @Test(
        "are below what the environment names, else below the home",
        arguments: [
            ([:], "/h/.local/state/kb", "/h/.config/kb", "/h/.cache/kb"),
            (["HOME": ""], "/h/.local/state/kb", "/h/.config/kb", "/h/.cache/kb"),
            (["HOME": "/a"], "/a/.local/state/kb", "/a/.config/kb", "/a/.cache/kb"),
            (["XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k"], "/s/kb", "/c/kb", "/k/kb"),
            (["XDG_STATE_HOME": "s", "XDG_CONFIG_HOME": ""], "/h/.local/state/kb", "/h/.config/kb", "/h/.cache/kb"),
        ] as [([String: String], String, String, String)])
    func path(environment: [String: String], state: String, configuration: String, cache: String) {
        #expect(UserFolder.state.path(environment, home: "/h") == state)
        #expect(UserFolder.configuration.path(environment, home: "/h") == configuration)
        #expect(UserFolder.cache.path(environment, home: "/h") == cache)
    }
}

import Testing

@testable import Web

@Suite("Files and connections share one limit")
struct OpenFilesTests {
    @Test("a process may have as many open as it says")
    func allowed() {
        let count = OpenFiles.allow()
        #expect(count > 0)
        #expect(OpenFiles.allow() == count)
    }

    @Test(
        "connections leave some for the notes, and half of them for who asks",
        arguments: [(20_000, 2048, 512), (1024, 896, 448), (256, 128, 64), (64, 2, 1)])
    func fit(files: Int, connections: Int, listeners: Int) {
        var limits = WebConfiguration.Limits()
        limits.fit(openFiles: files)
        #expect(limits.connections == connections)
        #expect(limits.listeners == listeners)
    }
}

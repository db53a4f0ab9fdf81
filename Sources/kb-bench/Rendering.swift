import Foundation
import Markdown
import Notes

/// Renders every note of a folder, on one processor and on all of them; of several rounds the fastest counts.
func measureRendering(of notes: String) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: notes).filter { $0.hasSuffix(".md") }.sorted()
    let texts = try paths.map { try String(contentsOfFile: notes + "/" + $0, encoding: .utf8) }
    let megabytes = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
    print("notes         \(texts.count), \(String(format: "%.2f", megabytes)) MB")
    for processors in Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted() {
        let fastest = (0..<7).map { _ in
            milliseconds {
                DispatchQueue.concurrentPerform(iterations: processors) { processor in
                    for index in stride(from: processor, to: texts.count, by: processors) {
                        let source = NoteSource(texts[index])
                        _ = HTMLRenderer().render(String(source.body), firstLine: source.bodyLine)
                    }
                }
            }.1
        }.min()
        let speed = fastest.map { String(format: "%.1f MB/s", megabytes / $0 * 1000) } ?? "–"
        print("rendering     \(speed) on \(processors) \(processors == 1 ? "processor" : "processors")")
    }
}

import Foundation
import Glibc

/// A terminal in place of a person's: what a program shows there, without a screen.
enum PseudoTerminal {
    /// Runs the program to its end; what it showed, with both streams in their order.
    ///
    /// - Parameter width: of the terminal, in cells.
    static func run(
        _ arguments: [String], in folder: String, _ environment: [String: String], width: UInt16
    ) throws -> String {
        var (controller, terminal): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 200, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe openpty(&controller, &terminal, nil, nil, &size) == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        let (reading, writing) = (
            FileHandle(fileDescriptor: controller, closeOnDealloc: true),
            FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
        )
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Shell.products + "/kb")
        process.arguments = arguments
        process.environment = environment.merging(["NO_COLOR": "1", "KB_PAGER": "cat", "TERM": "xterm"]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = writing
        process.standardError = writing
        try process.run()
        try writing.close()
        var shown: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        // Nothing can be read any more when nobody has the terminal open.
        while case let count = unsafe read(reading.fileDescriptor, &bytes, bytes.count), count > 0 {
            shown += bytes[..<count]
        }
        process.waitUntilExit()
        return String(decoding: shown, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}

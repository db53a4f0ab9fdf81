import Notes
import Subprocess
import SystemPackage

/// A program that takes a message: sendmail(1), notify-send(1).
package struct MessageProgram: Sendable {
    /// A path, or a name to be found in `PATH`.
    let program: String
    let arguments: [String]

    /// A program with its arguments, none of which goes through a shell.
    package init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// Gives the program its input and waits for its end, a minute at most.
    package func run(_ input: String) async -> ReminderDelivery {
        await withTaskGroup(of: ReminderDelivery.self) { group in
            group.addTask { await send(input) }
            group.addTask {
                do { try await Task.sleep(for: .seconds(60)) } catch { return .uncertain(reason: Self.cancelled) }
                return .uncertain(
                    reason: Sentence("remind.reason.minute", "%1 did not end within a minute", program))
            }
            let first = await group.next() ?? .uncertain(reason: Self.cancelled)
            group.cancelAll()
            return first
        }
    }

    private static let cancelled = Sentence("remind.reason.cancelled", "cancelled")

    private func send(_ input: String) async -> ReminderDelivery {
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        do {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(arguments), input: Message(text: input), output: .discarded,
                error: .sequence
            ) { execution in await Self.beginning(of: execution.standardError) }
            // sendmail(1) promises delivery by ending with 0, and only then: how much it read or said does not count.
            if result.terminationStatus.isSuccess { return .sent }
            let said = result.closureResult.split(separator: "\n").first.map(String.init)
            return .refused(reason: Sentence(english: said ?? "\(program): \(result.terminationStatus)"))
        } catch let error as SubprocessError where error.code == .executableNotFound || error.code == .spawnFailed {
            return .refused(reason: Sentence("remind.reason.program", "%1 is not there", program))
        } catch {
            return .uncertain(reason: Sentence(english: "\(error)"))
        }
    }

    /// What a program said at first; the rest is read, so that it does not wait, and not kept.
    private static func beginning(of output: SubprocessOutputSequence) async -> String {
        var kept: [UInt8] = []
        do {
            for try await part in output where kept.count < longestReason {
                unsafe part.withUnsafeBytes { bytes in
                    unsafe kept.append(contentsOf: bytes.prefix(longestReason - kept.count))
                }
            }
        } catch {
            // The exit code tells what became of the message, also where its reason cannot be read.
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Bytes.
    private static let longestReason = 4096

    /// A message on its way into a program, which may end without having read it.
    private struct Message: InputProtocol {
        let text: String

        func write(with writer: StandardInputWriter) async throws {
            _ = try? await writer.write(text)
        }
    }
}

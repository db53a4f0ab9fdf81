import Foundation
import Subprocess
import SystemPackage

/// Runs jobs, each under a process of its own that keeps its limits.
package struct CommandRunner: Sendable {
    /// Which of the two streams of a program.
    package enum Stream: Sendable { case output, error }

    private let program: String

    /// - Parameter program: kb, which is its own supervisor.
    package init(program: String = "/proc/self/exe") { self.program = program }

    /// Runs a job to its end. When the task is cancelled the job is ended, which is waited for.
    ///
    /// - Parameter take: is given what the program writes, as it comes.
    package func run(_ job: RunJob, take: @escaping @Sendable (Stream, [UInt8]) async -> Void) async -> RunEnding {
        var options = PlatformOptions()
        // It must not be killed while it still has others to end.
        options.teardownSequence = [
            .send(signal: .terminate, allowedDurationToNextStep: .zero),
            .send(signal: .resume, allowedDurationToNextStep: .seconds(job.limits.grace + 20)),
        ]
        do {
            let line = Array(try JSONEncoder().encode(job)) + [UInt8(ascii: "\n")]
            return try await Subprocess.run(
                .path(FilePath(program)), arguments: [Supervisor.argument],
                // Its own needs; what the command sees is in the job.
                environment: .custom(["PATH": "/usr/bin:/bin"]), platformOptions: options, input: .inputWriter,
                output: .sequence, error: .discarded
            ) { supervisor in
                _ = try await supervisor.standardInputWriter.write(line)
                // A command may stop its supervisor, which then keeps no limit.
                let pid = supervisor.processIdentifier
                let waker = Task {
                    try await Task.sleep(for: .seconds(job.limits.seconds))
                    while true {
                        kill(pid.value, SIGCONT)
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                defer { waker.cancel() }
                var reader = RunFrame.Reader()
                for try await buffer in supervisor.standardOutput {
                    let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
                    for frame in reader.frames(adding: bytes) {
                        switch frame {
                        case .output(let bytes): await take(.output, bytes)
                        case .error(let bytes): await take(.error, bytes)
                        case .ending(let json):
                            return (try? JSONDecoder().decode(RunEnding.self, from: Data(json))) ?? .lost
                        }
                    }
                }
                return Task.isCancelled ? .cancelled : RunEnding.lost
            }.closureResult
        } catch {
            return Task.isCancelled ? .cancelled : .notStarted("the supervisor could not be started: \(error)")
        }
    }
}

import Detection
import Foundation
import KnowledgeBase
import Notes
import Synchronization

@testable import Live

/// A command of a bundled runbook, run as `kb run` runs it, against a real service.
struct BundledCommand {
    let command: DetectionCommand
    let parameters: [Parameter]

    /// - Parameter number: of the commands of the symptom, from 0; PromQL counts.
    init(_ file: String, _ symptom: String, _ number: Int = 0) throws {
        let note = try Note.bundled(file)
        command = note.commands(of: symptom)[number].command
        parameters = note.parameters
    }

    /// What it says, and what is made of that.
    ///
    /// - Parameters:
    ///   - values: of its parameters.
    ///   - home: its home folder.
    ///   - programs: a folder whose programs are found before those of the system.
    ///   - fault: a shell script that runs before it in namespaces of its own, where it may mount and listen freely.
    ///   - systemd: where it runs instead of here.
    func run(
        _ values: [String: String] = [:], home: String = "/tmp", programs: URL? = nil, within fault: String? = nil,
        in systemd: BootedSystemd? = nil
    ) async throws -> (verdict: RunVerdict, output: String) {
        let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = (test as NSString).deletingLastPathComponent + "/kb"
        let system = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        let prepared = try PreparedRun(
            language: command.language, text: command.text, values: ParameterValues(parameters, values),
            UserConfiguration(), ["PATH": programs.map { $0.path + ":" + system } ?? system, "HOME": home])
        var job = prepared.job
        if let fault {
            job.arguments = OwnNamespaces.command + ["sh", "-ec", fault + "\nexec \"$@\"", "sh"] + job.arguments
            job.isIsolated = false
        }
        if let systemd {
            job.arguments = systemd.enter + job.arguments
            job.isIsolated = false
        }
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
        let ending = await CommandRunner(program: program).run(job) { stream, bytes in
            if stream == .output { output.withLock { $0 += bytes } } else { errors.withLock { $0 += bytes } }
        }
        let (said, complaints) = (
            String(decoding: output.withLock { $0 }, as: UTF8.self),
            String(decoding: errors.withLock { $0 }, as: UTF8.self)
        )
        guard let code = ending.exitCode else {
            return (.error(Sentence(english: ending.word)), said + complaints)
        }
        let rule = try FiringRule(attributes: command.attributes)
        let verdict = FiringRule.verdict(rule, exitCode: code, output: said, hasErrors: !complaints.isEmpty)
        return (verdict, said + complaints)
    }

    /// The verdict alone.
    func verdict(
        _ values: [String: String] = [:], home: String = "/tmp", programs: URL? = nil, within fault: String? = nil,
        in systemd: BootedSystemd? = nil
    ) async throws -> Verdict.Kind {
        try await run(values, home: home, programs: programs, within: fault, in: systemd).verdict.kind
    }
}

/// Mounts and a network that only one command and its children see. It takes the superuser, or a kernel that lets
/// everybody be one among processes of their own.
enum OwnNamespaces {
    static let command =
        ["/usr/bin/unshare"] + (getuid() == 0 ? [] : ["--map-root-user"]) + ["--mount", "--net"]

    static let isPossible: Bool = allows("mount -t tmpfs tmpfs /mnt")

    /// Whether a script works there.
    static func allows(_ script: String) -> Bool {
        (try? LiveTests.run(command[0], Array(command.dropFirst()) + ["sh", "-ec", script]))?.status == 0
    }
}

/// Programs that say what a test gave them, in place of those that ask a service which can't be had in a test.
struct GivenPrograms {
    let folder: URL

    init(in folder: URL) throws {
        self.folder = folder.appending(path: "programs")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    /// - Parameter code: its exit code.
    func say(_ name: String, _ text: String, code: Int = 0) throws {
        let (words, program) = (folder.appending(path: "\(name).txt"), folder.appending(path: name))
        try Data(text.utf8).write(to: words)
        try Data("#!/bin/sh\ncat '\(words.path)'\nexit \(code)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    }
}

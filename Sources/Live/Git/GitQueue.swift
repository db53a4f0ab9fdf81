import Foundation
package import Review

/// Asks a repository from many tasks at once, one after another: those who wait hold no thread, and however many ask, one
/// git runs.
package struct GitQueue: Sendable {
    private let repository: GitRepository
    private let queue = DispatchQueue(label: "kb.git")

    /// A queue of its own for a repository; two for one repository would let two gits run.
    package init(_ repository: GitRepository) {
        self.repository = repository
    }

    /// What `GitRepository.versions` says.
    package func versions(of path: String, after moment: Int?, limit: Int) async -> NoteVersions? {
        await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: repository.versions(of: path, after: moment, limit: limit))
            }
        }
    }
}

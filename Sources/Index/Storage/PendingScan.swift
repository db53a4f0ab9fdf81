import Foundation
import Synchronization

/// The listing of a folder, made by another thread.
final class PendingScan: Sendable {
    private let scan = Mutex<Result<FolderScan, IndexError>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    private let root: String

    init(root: String) {
        self.root = root
        Thread { [self] in
            let made = Result { () throws(IndexError) in try FolderScan(root: root) }
            scan.withLock { $0 = made }
            isDone.signal()
        }.start()
    }

    /// Waits for it; to be called once.
    ///
    /// - Throws: `IndexError.folderUnreadable`
    func finish() throws(IndexError) -> FolderScan {
        isDone.wait()
        guard let made = scan.withLock({ $0 }) else { return try FolderScan(root: root) }
        return try made.get()
    }
}

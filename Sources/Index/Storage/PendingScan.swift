import Foundation
import Synchronization

/// The listing of a folder, made by another thread from the moment on in which this is made.
package final class PendingScan: Sendable {
    private let scan = Mutex<Result<FolderScan, IndexError>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameter root: the notes folder.
    package init(root: String) {
        Thread { [self] in
            // A new thread may begin in the place of the one that made it, which then waits for milliseconds beside an idle
            // processor. Who wakes is given the idle one.
            usleep(1)
            let made = Result { () throws(IndexError) in try FolderScan(root: root) }
            scan.withLock { $0 = made }
            isDone.signal()
        }.start()
    }

    /// Waits for it.
    ///
    /// - Throws: `IndexError.folderUnreadable`
    func finish() throws(IndexError) -> FolderScan {
        while true {
            if let made = scan.withLock({ $0 }) { return try made.get() }
            isDone.wait()
        }
    }
}

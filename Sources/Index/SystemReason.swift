import Foundation

/// Why the system refused something, in its own few words.
package enum SystemReason {
    /// Foundation puts what the system said below an error of its own, whose sentence is in English and says less.
    package static func text(of error: any Error) -> String {
        let shown = error as NSError
        if shown.domain == NSPOSIXErrorDomain {
            return unsafe String(cString: strerror(Int32(truncatingIfNeeded: shown.code)))
        }
        guard let cause = shown.userInfo[NSUnderlyingErrorKey] as? any Error else { return shown.localizedDescription }
        return text(of: cause)
    }
}

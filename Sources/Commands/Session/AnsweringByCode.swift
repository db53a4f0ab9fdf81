package import ArgumentParser

/// A verb whose exit codes are answers, so that wrong use of it must not look like one.
package protocol AnsweringByCode: ParsableCommand {
    /// The exit code for wrong use, instead of 2.
    static var wrongUse: Int32 { get }
}

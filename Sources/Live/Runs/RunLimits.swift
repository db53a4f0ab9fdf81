/// What one run may use.
package struct RunLimits: Sendable, Hashable, Codable {
    /// Seconds until it is asked to end.
    package var seconds = 60.0
    /// Seconds between being asked to end and being ended.
    package var grace = 2.0
    /// Bytes of output, both streams together.
    package var outputBytes = 1 << 20
    /// Processes at the same time.
    package var processes = 256
    /// Bytes of address space of each process.
    package var memoryBytes = 4 << 30
    /// Seconds of processor time of each process.
    package var cpuSeconds = 60

    /// Those of a person who has configured none.
    package init() {}
}

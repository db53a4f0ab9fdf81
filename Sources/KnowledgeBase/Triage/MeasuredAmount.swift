import Detection
import Notes

/// How much of a note is measured. A block belongs to as many symptoms as its heading names, and each of them shows each of
/// its expressions: without a bound the answer would grow with the square of the note.
struct MeasuredAmount {
    /// The most expressions of one block.
    static let mostInBlock = 100
    /// The most of one note, each counted for each symptom that it measures.
    static let most = 1_000
    /// The most bytes of UTF-8 of all those and of the symptoms they are shown with.
    static let mostBytes = 1 << 20

    private var count = 0
    private var bytes = 0

    /// Counts one more expression, unless it is too much.
    mutating func takes(_ source: String?, of symptom: Symptom) -> Bool {
        let size = (source?.utf8.count ?? 0) + symptom.description.full.utf8.count
        guard count < Self.most, bytes + size <= Self.mostBytes else { return false }
        (count, bytes) = (count + 1, bytes + size)
        return true
    }
}

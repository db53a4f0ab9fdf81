import Detection
import KnowledgeBase
import Notes

/// A symptom with everything that was measured of it, the most alarming first; a symptom has as many measurements as it
/// has expressions.
struct SymptomState: Sendable {
    let place: AlertDirectory.Place
    /// Never empty.
    private(set) var readings: [Board.Reading]

    /// The worst verdict; nil where nothing measures it.
    var kind: Verdict.Kind? { readings[0].row.verdict?.kind }

    fileprivate mutating func add(_ reading: Board.Reading) { readings.append(reading) }
}

extension Situation {
    /// Each symptom once, in the order of alarm.
    var states: [SymptomState] {
        var states: [SymptomState] = []
        var places: [AlertDirectory.Place: Int] = [:]
        for reading in readings {
            let place = AlertDirectory.Place(path: reading.row.path, symptom: reading.row.target.symptom.id)
            if let known = places[place] {
                states[known].add(reading)
            } else {
                places[place] = states.count
                states.append(SymptomState(place: place, readings: [reading]))
            }
        }
        return states
    }

    /// Why nothing at all could be measured, when every question failed because of the server; nil where any was
    /// answered.
    var outage: [Sentence]? {
        var counts: [[Sentence]: Int] = [:]
        for reading in readings {
            guard case .expression = reading.row.target.question else { continue }
            guard let verdict = reading.row.verdict, verdict.isOfServer else { return nil }
            counts[verdict.sentences, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key.first?.key ?? "") < ($1.value, $0.key.first?.key ?? "") }?.key
    }

    /// The alerts about a symptom.
    func alerts(about symptom: String, ofNoteAt path: String) -> [Alert] {
        alerts.filter { $0.place == AlertDirectory.Place(path: path, symptom: symptom) }
    }
}

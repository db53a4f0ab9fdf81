extension Pattern {
    /// Runs all ways through the program at once, one character after the other.
    func run(_ text: String, whole: Bool) -> Bool {
        var states = States(program.count)
        var next = States(program.count)
        var scalars = text.unicodeScalars.makeIterator()
        var current = scalars.next()
        states.add(0, Moment(before: nil, after: current?.value), self)
        while true {
            if !whole, states.hasMatched { return true }
            guard let character = current?.value else { return states.hasMatched }
            current = scalars.next()
            let moment = Moment(before: character, after: current?.value)
            next.clear()
            for state in states.list {
                if case .one(let set) = program[state], contains(set, character) {
                    next.add(state + 1, moment, self)
                }
            }
            // A search may begin anywhere.
            if !whole { next.add(0, moment, self) }
            swap(&states, &next)
            if whole, states.list.isEmpty, !states.hasMatched { return false }
        }
    }

    private func contains(_ set: CharacterSet, _ value: UInt32) -> Bool {
        if set.contains(value) { return true }
        guard flags.ignoresCase, !set.negated, let scalar = Unicode.Scalar(value) else { return false }
        let (lower, upper) = (scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping)
        return [lower, upper].contains { mapping in
            mapping.unicodeScalars.count == 1 && mapping.unicodeScalars.contains { set.contains($0.value) }
        }
    }

    /// The characters on both sides of a place.
    fileprivate struct Moment {
        let before: UInt32?
        let after: UInt32?

        func holds(_ assertion: Assertion, _ flags: Flags) -> Bool {
            switch assertion {
            case .start: before == nil || (flags.multiline && before == 10)
            case .end: after == nil || (flags.multiline && after == 10)
            case .wordBoundary: isWord(before) != isWord(after)
            case .noWordBoundary: isWord(before) == isWord(after)
            }
        }

        private func isWord(_ value: UInt32?) -> Bool {
            guard let value, value < 128 else { return false }
            let byte = UInt8(value)
            return isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_")
        }
    }

    /// A set of instructions that can be emptied at once.
    fileprivate struct States {
        private(set) var list: [Int] = []
        private(set) var hasMatched = false
        private var seen: [Int]
        private var generation = 1

        init(_ count: Int) { seen = Array(repeating: 0, count: count) }

        mutating func clear() {
            list.removeAll(keepingCapacity: true)
            hasMatched = false
            generation += 1
        }

        /// Adds an instruction and those it leads to without taking a character.
        mutating func add(_ start: Int, _ moment: Moment, _ pattern: Pattern) {
            var pending = [start]
            while let state = pending.popLast() {
                guard seen[state] != generation else { continue }
                seen[state] = generation
                switch pattern.program[state] {
                case .one: list.append(state)
                case .split(let first, let second): pending += [second, first]
                case .jump(let target): pending.append(target)
                case .assert(let assertion):
                    if moment.holds(assertion, pattern.flags) { pending.append(state + 1) }
                case .match: hasMatched = true
                }
            }
        }
    }
}

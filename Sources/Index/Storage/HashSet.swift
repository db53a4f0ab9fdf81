/// A set of hashes: each word of all notes is looked for in it, and a `Set` would hash the hash once more.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, vol. 3, 6.4); at most half of it is full.
struct HashSet {
    /// A power of two; 0 stands where there is none.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private var count = 0

    /// Adds a hash; false when it is there already.
    mutating func insert(_ hash: UInt64) -> Bool {
        let hash = max(hash, 1)
        let slot = slot(of: hash)
        guard slots[slot] == 0 else { return false }
        slots[slot] = hash
        count += 1
        if count * 2 > slots.count { grow() }
        return true
    }

    /// Where a hash is, or would be.
    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { slots[slot(of: hash)] = hash }
    }
}

extension String {
    /// An address without the slashes at its end, so that a path can follow.
    package var withoutEndingSlashes: String {
        var address = self
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }
}

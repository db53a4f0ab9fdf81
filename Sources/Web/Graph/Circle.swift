/// A node as it is drawn.
struct Circle: Sendable {
    let x: Double
    let y: Double
    let radius: Double
}

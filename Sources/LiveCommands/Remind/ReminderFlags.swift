/// What flags say in place of the variables.
struct ReminderFlags {
    var mail: [String] = []
    var webhook: [String] = []
    var isDesktop = false
    var quiet: String?
    var time: String?
    var url: String?
}

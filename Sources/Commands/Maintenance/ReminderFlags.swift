/// What flags say in place of the variables.
package struct ReminderFlags {
    var mail: [String] = []
    var webhook: [String] = []
    var isDesktop = false
    var quiet: String?
    var time: String?
    var url: String?

    /// None where nothing is named.
    package init(
        mail: [String] = [], webhook: [String] = [], isDesktop: Bool = false, quiet: String? = nil, time: String? = nil,
        url: String? = nil
    ) {
        (self.mail, self.webhook, self.isDesktop) = (mail, webhook, isDesktop)
        (self.quiet, self.time, self.url) = (quiet, time, url)
    }
}

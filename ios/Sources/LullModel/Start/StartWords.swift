import LullCore

extension Words {
    /// When it is for, whether it is a quiet one, and how long it lasts.
    func massage(_ massage: OfferedMassage) -> String {
        listed([
            self("start.program.\(massage.program)"), massage.isQuiet ? self("start.quiet") : nil,
            counted("minutes", massage.minutes),
        ])
    }

    /// How strongly a massage will hold, and why.
    func holds(_ hold: HoldLevel) -> String {
        let level = ["level": "\(hold.level)"]
        return switch hold.reason {
        case .chosen: self("start.holds.chosen", level)
        case .legsNow: self("start.holds.legsNow", level)
        case .helpedBefore(let sessions):
            self("start.holds.helpedBefore", level.merging(["sessions": counted("sessions", sessions)]) { $1 })
        }
    }
}

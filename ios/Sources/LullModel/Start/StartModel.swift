import LullCore
import Observation

/// A massage of the person's choosing: which one, for legs that feel how, and how strongly it will hold. Nothing starts by
/// itself.
@MainActor
@Observable
public final class StartModel: Screen {
    private(set) var told: Told?
    private(set) var program: ProgramKind?
    /// How the legs feel, 0 to 10, where the person said.
    private(set) var legsNow: UInt8?
    private(set) var isAfterBath = false

    @ObservationIgnored private let massages: [OfferedMassage]
    @ObservationIgnored private let go: @MainActor (Way) async -> Void

    /// What the core says, and what of it depends on the answers.
    struct Told: Sendable {
        let overview: Overview
        let isRunning: Bool
        let hold: HoldLevel
    }

    /// Where a tap leads from here.
    enum Way: Equatable {
        case session
        case start(ProgramKind, legsNow: UInt8?, afterBath: Bool)
    }

    init(_ shell: Shell, go: @escaping @MainActor (Way) async -> Void) {
        self.go = go
        massages = shell.offers?.massages ?? []
        // the usual one comes first
        program = massages.first?.program
        super.init(shell)
    }

    public override var title: String { words("start.title") }

    public override func look() async { await attempt { [self] in try await read(legsNow) } }

    public var which: Question? {
        guard isOpen else { return nil }
        return Question(
            words("start.which"), massages.map { ($0.program, words.massage($0)) }, chosen: program, words: words
        ) { [self] in program = $0 }
    }

    /// Nobody has to say it; a tap on the chosen answer takes it back.
    public var legs: Question? {
        guard isOpen else { return nil }
        return Question(
            words("start.legs"), (0...10).map { (UInt8($0), "\($0)") }, chosen: legsNow, ends: words("start.legsEnds"),
            words: words
        ) { [self] said in
            await attempt { [self] in try await read(said == legsNow ? nil : said) }
        }
    }

    public var bath: Tick? {
        guard isOpen else { return nil }
        return Tick(label: words("start.bath"), isOn: isAfterBath) { [self] in isAfterBath.toggle() }
    }

    /// How strongly it will hold, and why.
    public var holds: String? { isOpen ? told.map { words.holds($0.hold) } : nil }

    /// Where one runs already, the way to it.
    public var start: Control {
        if told?.isRunning == true { return Control(words("tonight.running")) { [go] in await go(.session) } }
        let isReady = told.map { $0.overview.hindrance == nil } ?? false
        return Control(words("tonight.start"), isEnabled: isReady && program != nil) { [self] in
            guard let program else { return }
            await go(.start(program, legsNow: legsNow, afterBath: isAfterBath))
        }
    }

    /// What keeps a massage from starting.
    public var hindrance: String? {
        guard isOpen, let overview = told?.overview else { return nil }
        return overview.hindrance.map { words.hindrance($0, times, zone: overview.clock.zone) }
    }

    /// What a tap on Start drives.
    public var device: String? { isOpen ? told.map { words.device($0.overview) } : nil }

    /// Read, and nothing runs.
    private var isOpen: Bool { told.map { !$0.isRunning } ?? false }

    private func read(_ legs: UInt8?) async throws {
        told = try await host.ask { app, now in
            Told(
                overview: try app.overview(now: now), isRunning: try app.runningSession() != nil,
                hold: try app.holdLevel(legsNow: legs))
        }
        legsNow = legs
    }
}

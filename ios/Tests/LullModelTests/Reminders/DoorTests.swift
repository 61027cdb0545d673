import LullCore
import Testing

@testable import LullModel

/// Where a notification leads in the screens.
@Suite(.timeLimit(.minutes(1)))
@MainActor
struct DoorTests {
    @Test("each door leads to its screen, from wherever the person is")
    func doors() async throws {
        let room = try Room.ready()
        let app = AppModel(room.shell, lightStore: NoStore())
        await app.tonight.look()
        await app.open(.massage)
        #expect(app.way.places.count == 1)
        await app.open(.tonight)
        #expect(app.way.places.isEmpty)
        room.phone.clock.set("2026-11-22T08:00")
        await app.open(.morning)
        guard case .morning? = app.way.places.last else {
            Issue.record("\(app.way.places)")
            return
        }
        room.phone.clock.set("2026-11-22T20:20")
        await app.open(.start("top-up-2026-11-22"))
        guard case .session(let model)? = app.way.places.last else {
            Issue.record("\(app.way.places)")
            return
        }
        #expect(model.view?.program == .topUp, "what a Start on that reminder runs, the core says")
        try #require(try await room.phone.host.app().runningSession()).stop()
        await model.untilOver()
    }
}

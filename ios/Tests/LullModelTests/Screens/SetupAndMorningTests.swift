import LullCore
import Testing

@testable import LullModel

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct SetupTests {
    private func shown(_ room: Room) async -> SetupModel {
        let model = SetupModel(room.shell) {}
        await model.look()
        return model
    }

    @Test("evenings are kept as they are told")
    func evenings() async throws {
        let room = Room(try Phone())
        let model = await shown(room)
        #expect(model.timeFields.map(\.label) == ["You go to bed at", "You get up at", "Your legs usually start at"])
        await model.timeFields[0].set(clockTime("22:45"))
        await model.timeFields[1].set(clockTime("06:15"))
        #expect(model.timeFields[2].shown == "I don't know")
        await model.timeFields[2].set(clockTime("20:50"))
        try await model.lead?.tap("60 min")
        let kept = try room.phone.app.settings()
        #expect(kept.usualBedtime == clockTime("22:45") && kept.usualRising == clockTime("06:15"))
        #expect(kept.usualOnset == clockTime("20:50") && kept.leadMinutes == 60)
        await model.timeFields[2].unset?.tap()
        #expect(try room.phone.app.settings().usualOnset == nil)
        #expect(await room.alarms.held.contains { $0.kind == .evening })
    }

    @Test("a condition asks for a doctor first, and only an agreement opens the way")
    func safety() async throws {
        let room = Room(try Phone())
        let model = await shown(room)
        #expect(model.safety.count == 9)
        try await model.safety.tap("Pregnancy")
        #expect(model.askDoctor != nil)
        #expect(model.safety.isOn("Pregnancy") == true && model.safety.isOn("None of these applies") == false)
        try await model.safety.tap("A doctor agreed to massage")
        #expect(model.askDoctor == nil)
        #expect(try room.phone.app.safetyGate() == .open)
        try await model.safety.tap("None of these applies")
        #expect(model.safety.isOn("Pregnancy") == false && model.safety.count == 9)
        #expect(try room.phone.app.settings().safety?.conditions == [])
    }

    @Test("what the phone asks is explained first, asked by a tap, and then said to be so")
    func notifications() async throws {
        let room = Room(try Phone())
        await room.readiness.set(.notifications, .unknown)
        let model = await shown(room)
        #expect(model.notificationsCard.lines.first?.text.contains("asks once") == true)
        try await model.notificationsCard.controls.tap("Allow reminders")
        #expect(await room.readiness.asked == 1)
        #expect(model.notificationsCard.lines.map(\.text) == ["Reminders are allowed."])
        #expect(model.notificationsCard.controls.isEmpty)
    }

    @Test("notifications that were denied are told, and everything else still works")
    func denied() async throws {
        let room = Room(try Phone())
        await room.readiness.set(.notifications, .hinders)
        let model = await shown(room)
        #expect(model.notificationsCard.lines.first?.text.contains("not allowed") == true)
        try await model.safety.tap("None of these applies")
        #expect(model.warning == nil)
    }
}

@Suite(.timeLimit(.minutes(2)))
@MainActor
struct MorningTests {
    private func shown(_ room: Room, night: Night = tonight) async -> MorningModel {
        room.phone.clock.set("2026-11-22T07:30")
        let model = MorningModel(room.shell, night: night) {}
        await model.look()
        return model
    }

    @Test("four taps, each kept at once")
    func fourTaps() async throws {
        let room = try Room.ready()
        let model = await shown(room)
        try await model.came?.tap("Yes")
        let offered = try #require(model.onset?.answers.first?.label)
        try await model.onset?.tap(offered)
        try await model.severity?.tap("6")
        try await model.sleep?.tap("3")
        let entry = try #require(try room.phone.app.entry(night: tonight))
        #expect(entry.symptoms == .yes && entry.severity == 6 && entry.sleepQuality == 3)
        #expect(entry.onset?.time.map { room.shell.times.time($0) } == offered)
        #expect(model.onset?.chosen == offered && model.severity?.chosen == "6" && model.sleep?.chosen == "3")
        #expect(model.helped == nil, "nobody asks about a massage that was not")
    }

    @Test("a tap on the chosen answer takes it back")
    func takenBack() async throws {
        let room = try Room.ready()
        let model = await shown(room)
        try await model.severity?.tap("4")
        try await model.severity?.tap("4")
        #expect(model.severity?.chosen == nil)
        #expect(try room.phone.app.entry(night: tonight)?.severity == nil)
    }

    @Test("no symptoms is an answer, and asks neither when nor how bad")
    func noSymptoms() async throws {
        let model = await shown(try .ready())
        try await model.came?.tap("No")
        #expect(model.onset == nil && model.severity == nil && model.otherTime == nil && model.sleep != nil)
    }

    @Test("any other time can be entered, and is then among those to see")
    func otherTime() async throws {
        let model = await shown(try .ready())
        try await model.came?.tap("Yes")
        await model.otherTime?.set(clockTime("22:07"))
        #expect(model.onset?.chosen == "22:07")
        try await model.onset?.tap("Don't know")
        #expect(model.onset?.chosen == "Don't know")
    }

    @Test("how often somebody got up is kept, and 0 is an answer")
    func gotUp() async throws {
        let room = try Room.ready()
        let model = await shown(room)
        try await model.gotUp?.tap("0")
        #expect(try room.phone.app.entry(night: tonight)?.gotUp == 0)
        try await model.gotUp?.tap("3")
        #expect(try room.phone.app.entry(night: tonight)?.gotUp == 3 && model.gotUp?.chosen == "3")
    }

    @Test("a night that was weeks ago can be filled in")
    func backfill() async throws {
        let room = try Room.ready()
        let model = await shown(room, night: "2026-11-03")
        try await model.came?.tap("No")
        #expect(try room.phone.app.entry(night: "2026-11-03")?.symptoms == .no)
        #expect(model.about == "The night of Tuesday 3 November")
    }
}

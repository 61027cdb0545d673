#if !os(macOS)
    import Foundation
    import LullCore
    import LullGlance
    import LullModel
    import Testing

    @testable import LullApple

    struct PhoneTests {
        private func folder() -> URL {
            FileManager.default.temporaryDirectory.appending(path: "lull-\(UUID().uuidString)")
        }

        @Test("the clock that counts sleep never goes back, and knows its zone")
        func clock() {
            let moments = (0..<3).map { _ in SystemClock().now() }
            #expect(moments.map(\.monotonicMs) == moments.map(\.monotonicMs).sorted())
            #expect(moments.allSatisfy { $0.monotonicMs > 1000 && TimeZone(identifier: $0.zone) != nil })
            #expect(abs(moments[0].at.timeIntervalSinceNow) < 60)
        }

        @Test("the diary's folder is made below the app's own, once, and no backup takes it until the person wants it")
        func diary() async throws {
            let base = folder()
            defer { try? FileManager.default.removeItem(at: base) }
            let diary = DiaryFolder(below: base)
            try diary.make()
            try Data("kept".utf8).write(to: diary.url.appending(path: "diary"))
            try diary.make()
            #expect(try FileManager.default.contentsOfDirectory(atPath: diary.url.path) == ["diary"])
            #expect(await !diary.takesDiary(), "until the person wants it")
            try await diary.take(diary: true)
            try await diary.take(diary: true)
            #expect(await DiaryFolder(below: base).takesDiary())
            try await diary.take(diary: false)
            try await diary.take(diary: false)
            #expect(await !diary.takesDiary())
            #expect(!DiaryFolder.ofThisPhone.url.path.contains(GlanceFile.group))
        }

        @Test("what the widget shows is written once, read back, and absent where there is no shared folder")
        func glance() throws {
            let base = folder()
            try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: base) }
            let file = GlanceFile(folder: base)
            #expect(file.read() == nil)
            var glance = Glance(when: "20:20", start: "Start", started: "Started", until: .distantFuture)
            #expect(try file.write(glance))
            #expect(try !file.write(glance), "nothing changed")
            glance.when = "20:40"
            #expect(try file.write(glance))
            #expect(file.read() == glance)
            #expect(try !GlanceFile(folder: nil).write(glance))
            try Data("{}".utf8).write(to: base.appending(path: "glance.json"))
            #expect(file.read() == nil, "of another Lull")
        }

        @MainActor
        @Test("an intent does what it says in the app, and says so where there is none")
        func intents() async throws {
            final class Told: Actions {
                var what: [String] = []
                func startMassage() { what.append("start") }
                func stopMassage() { what.append("stop") }
                func symptomsStarted() { what.append("symptoms") }
            }
            Performer.actions = nil
            await #expect(throws: (any Error).self) { _ = try await StopMassage().perform() }
            let told = Told()
            Performer.actions = told
            _ = try await StartMassage().perform()
            _ = try await StopMassage().perform()
            _ = try await LogSymptomsStarted().perform()
            #expect(told.what == ["start", "stop", "symptoms"])
            #expect(StartMassage.openAppWhenRun && !StopMassage.openAppWhenRun && !LogSymptomsStarted.openAppWhenRun)
            Performer.actions = nil
        }

        @Test("what the phone does not tell is unknown, and never fine")
        func bluetooth() {
            #expect(Bluetooth.State.ready.isReady == true)
            #expect([Bluetooth.State.denied, .off].allSatisfy { $0.isReady == false })
            #expect([Bluetooth.State.notAsked, .unknown].allSatisfy { $0.isReady == nil })
        }
    }
#endif

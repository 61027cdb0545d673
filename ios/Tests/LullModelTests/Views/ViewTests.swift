#if os(Linux)
    import LullCore
    import SwiftUI
    import Testing

    @testable import LullModel
    @testable import LullUI

    /// The views, looked at through the stand-in for SwiftUI: every screen shows what its model has, by name.
    @Suite(.timeLimit(.minutes(2)))
    @MainActor
    struct ViewTests {
        private let room: Room
        private let app: AppModel

        init() throws {
            room = try .ready()
            app = AppModel(room.shell, lightStore: FakeLightStore())
        }

        private func seen(_ view: any View) -> [String] { look(at: view).map(\.text) }

        @Test("the first screen shows its time, its button and its ways")
        func tonightScreen() async {
            await app.tonight.look()
            let texts = seen(TonightScreen(model: app.tonight))
            let wanted =
                ["Reminder at", "20:20", "My legs have started"] + app.tonight.forTonight.labels
                + app.tonight.ways.labels + [app.tonight.start.label]
            for text in wanted { #expect(texts.contains(text), "no “\(text)” in \(texts)") }
        }

        @Test("a tap on the view is a tap on the model")
        func tap() async throws {
            await app.tonight.look()
            let why = try #require(look(at: TonightScreen(model: app.tonight)).first { $0.text == "Why then" })
            why.tap?()
            while !app.tonight.whyShown { await Task.yield() }
            #expect(
                seen(TonightScreen(model: app.tonight)).contains { $0.contains("The reminder comes 40 minutes before") }
            )
        }

        @Test("a massage that may not start has a dimmed button")
        func dimmed() async throws {
            let unsafe = Room(try Phone())
            let model = TonightModel(unsafe.shell) { _ in }
            await model.look()
            let start = try #require(look(at: TonightScreen(model: model)).first { $0.text == "Start the massage" })
            #expect(!start.isEnabled)
        }

        @Test("a running massage shows Stop, and what is known")
        func session() async throws {
            await app.showSession()
            await app.session.start(.evening, id: 4)
            let texts = seen(SessionScreen(model: app.session))
            #expect(texts.contains(app.session.stop.label))
            #expect(texts.contains { $0.hasPrefix("Ends by itself at") })
            for label in app.session.controls.labels { #expect(texts.contains(label)) }
            await app.session.stop.tap()
            await app.session.untilOver()
            #expect(seen(SessionScreen(model: app.session)).contains("Done"))
        }

        @Test(
            "every screen behind More draws its title and something else, in both languages",
            arguments: [Language.en, .de])
        func everyScreen(language: Language) async throws {
            let room = try Room.ready(language: language)
            _ = try room.phone.app.log(
                entry: Entry(night: "2026-11-20", symptoms: .yes, severity: 5), now: moment("12:30"))
            let app = AppModel(room.shell, lightStore: FakeLightStore())
            for index in MoreModel.Way.allCases.indices {
                await app.tonight.look()
                await app.tonight.ways.last?.tap()
                guard case .more(let more)? = app.way.places.last else { throw Missing(what: "no More") }
                #expect(seen(MoreScreen(model: more)).contains(more.doors[index].control.label))
                await more.doors[index].control.tap()
                let place = try #require(app.way.places.last)
                let texts = seen(PlaceView(place: place, light: app.light))
                #expect(texts.contains(place.screen.title), "\(place.screen.title): \(texts)")
                #expect(texts.count > 3, "\(place.screen.title)")
                let nameless = look(at: PlaceView(place: place, light: app.light)).filter {
                    $0.tap != nil && $0.text.isEmpty
                }
                #expect(nameless.isEmpty, "a control without a name on \(place.screen.title)")
                let unworded = texts.filter { $0.contains("{") || $0.firstMatch(of: /^[a-z]+\.[a-z.A-Z]+$/) != nil }
                #expect(unworded.isEmpty, "\(unworded)")
                await app.home()
            }
        }

        @Test("a night's log shows more to whoever wants to tell more", arguments: [Language.en, .de])
        func nightDetails(language: Language) async throws {
            let room = try Room.ready(language: language)
            room.phone.clock.set("2026-11-22T07:30")
            let model = MorningModel(room.shell, night: tonight) {}
            await model.look()
            try await model.bodyParts.tap(room.shell.words("night.part.arms"))
            await model.addWalk.tap()
            #expect(!seen(MorningScreen(model: model)).contains(model.addWalk.label))
            try #require(look(at: MorningScreen(model: model)).first { $0.text == model.tellMore.label }).tap?()
            while !model.isTellingMore { await Task.yield() }
            let shown = look(at: MorningScreen(model: model))
            let questions = [model.gotUp, model.situation, model.rest, model.relief, model.daytime, model.mood]
            var wanted = (questions.compactMap { $0 } + model.sides + [model.walkMinutes]).map(\.text)
            wanted += (model.bodyParts + model.triggers).map(\.label)
            wanted += [model.addWalk, model.keepNote, model.keepTags, model.tellMore].labels
            wanted += model.walks.flatMap(\.controls).map(\.described)
            wanted += [model.noteLabel, model.tagsLabel, model.walkTime.label]
            for text in wanted { #expect(shown.contains { $0.text == text }, "no “\(text)”") }
            #expect(shown.allSatisfy { $0.tap == nil || !$0.text.isEmpty })
            #expect(shown.allSatisfy { !$0.text.contains("{") && !$0.text.hasPrefix("night.") })
        }

        @Test("a chart is one thing, and says its weeks in words")
        func chart() async throws {
            let entry = Entry(
                night: "2026-11-20", symptoms: .yes, onset: .at(time: clockTime("21:10"), source: .recalled),
                severity: 5)
            _ = try room.phone.app.log(entry: entry, now: moment("12:30"))
            let model = TrendsModel(room.shell) {}
            await model.look()
            let texts = seen(TrendsScreen(model: model))
            #expect(texts.contains { $0.hasPrefix("When it started. Week from") }, "\(texts)")
        }

        @Test(
            "the checklist says that a Watch may show the reminder instead, in both languages",
            arguments: [Language.en, .de])
        func watch(language: Language) async throws {
            let model = ReliabilityModel(try Room.ready(language: language).shell)
            await model.look()
            let texts = seen(ReliabilityScreen(model: model))
            #expect(model.watch.contains("Apple Watch") && texts.contains(model.watch), "\(texts)")
        }

        @Test("settings show every statement, question and time, and how the screen is lit")
        func settings() async {
            let model = SettingsModel(room.shell)
            await model.look()
            let texts = seen(SettingsScreen(model: model, light: app.light))
            for part in model.parts {
                #expect(texts.contains(part.heading))
                for item in part.items { #expect(texts.contains { $0.contains(item.id) }, "\(item.id)") }
            }
            #expect(texts.contains(app.light.question.text))
        }
    }
#endif

import Foundation
import LullCore
import Testing

@testable import LullModel

/// What goes out of the phone and comes back in.
@Suite(.timeLimit(.minutes(2)))
@MainActor
struct FilesTests {
    private let room: Room

    init() throws {
        room = try .ready()
        _ = try room.phone.app.log(entry: Entry(night: "2026-11-20", symptoms: .yes, severity: 7), now: moment("12:30"))
    }

    @Test("the page is read before it is handed over, and each button hands over what it says")
    func report() async throws {
        let model = ReportModel(room.shell)
        await model.look()
        let lines = model.preview.flatMap(\.lines).map(\.text)
        #expect(lines.contains("Severity 0-10: median 7, worst 7"), "\(lines)")
        try await [model.sharePdf].tap("Hand over as PDF")
        try await [model.shareText].tap("As text")
        try await model.shareDiary.tap("As a table (CSV)")
        try await model.shareDiary.tap("Complete (JSON)")
        let shared = await room.files.shared
        #expect(shared.map(\.name) == ["lull-report.pdf", "lull-report.txt", "lull-diary.csv", "lull-diary.json"])
        #expect(shared[0].bytes.prefix(5) == Data("%PDF-".utf8))
        #expect(String(decoding: shared[2].bytes, as: UTF8.self).contains("2026-11-20"))
    }

    @Test("the page is about as many nights as are asked for")
    func nights() async throws {
        let model = ReportModel(room.shell)
        await model.look()
        let before = try #require(model.preview.first?.lines)
        try await model.howMany.tap("90 nights")
        #expect(model.howMany.chosen == "90 nights" && model.preview.first?.lines != before)
    }

    @Test("the page stands section by section, each under its own heading", arguments: [Language.en, .de])
    func sections(language: Language) async throws {
        let room = try Room.ready(language: language)
        let lab = Lab(date: "2026-11-10", ferritinTenths: 400, tsatTenths: nil, remark: "")
        _ = try room.phone.app.addLab(lab: lab, now: moment("12:30"))
        let model = ReportModel(room.shell)
        await model.look()
        let page = try #require(model.page)
        #expect(page.sections.count > 1)
        #expect(model.preview.compactMap(\.heading) == [page.title] + page.sections.map(\.title))
        #expect(model.preview.first?.lines == [Line(page.period)])
        #expect(model.preview.last?.lines == [Line(page.footer, .quiet)])
        #expect(model.preview.allSatisfy { !$0.lines.isEmpty })
    }

    @Test("a file that could not be handed over is told, loses nothing, and can be tried again")
    func failedExport() async throws {
        let model = ReportModel(room.shell)
        await model.look()
        await room.files.fail()
        await model.sharePdf.tap()
        #expect(model.warning?.text.contains("could not be handed over") == true)
        #expect(await room.display.said.last == model.warning?.text)
        await room.files.fail(false)
        await model.sharePdf.tap()
        #expect(model.warning == nil)
        #expect(await room.files.shared.count == 1)
    }

    @Test("a backup is made, handed over and brought back; what was before can be brought back too")
    func backup() async throws {
        let model = BackupModel(room.shell)
        await model.look()
        try await [model.make].tap("Make a backup")
        #expect(model.madeText != nil)
        let kept = try #require(model.kept.first { $0.lines[0].text.contains("made by you") })
        try await kept.controls.tap("Hand over")
        #expect(await room.files.shared.count == 1)
        _ = try room.phone.app.deleteNight(night: "2026-11-20")
        try await kept.controls.tap("Bring back")
        #expect(!model.maybeSealed)
        try await #require(model.how).tap("Take the diary's place")
        #expect(try room.phone.app.entry(night: "2026-11-20")?.severity == 7)
        try await #require(model.restoredWarning).controls.tap("Undo")
        #expect(try room.phone.app.entry(night: "2026-11-20") == nil)
        #expect(model.restoredWarning == nil && model.warning == nil)
    }

    @Test("a sealed backup from elsewhere needs its passphrase")
    func sealed() async throws {
        let model = BackupModel(room.shell)
        await model.look()
        model.passphrase = "warm socks"
        try await [model.make].tap("Make a backup")
        #expect(model.passphrase.isEmpty, "it stays nowhere")
        let sealed = try #require(try room.phone.app.backups().first(where: \.locked))
        let elsewhere = room.phone.folder.appending(path: "elsewhere.age")
        try FileManager.default.copyItem(atPath: sealed.path, toPath: elsewhere.path)
        await room.files.choose(elsewhere.path)
        try await [model.fromElsewhere].tap("Choose a file")
        #expect(model.maybeSealed)
        model.itsPassphrase = "cold socks"
        try await #require(model.how).tap("Fill in what is missing")
        #expect(model.warning != nil && model.how != nil)
        model.itsPassphrase = "warm socks"
        try await #require(model.how).tap("Fill in what is missing")
        #expect(model.warning == nil && model.restoredWarning != nil)
        await room.files.choose(nil)
        await model.fromElsewhere.tap()
        #expect(model.how == nil, "none was chosen")
    }

    @Test("the phone's own backup takes the diary only when the person wants, and a refusal is told")
    func cloud() async throws {
        let model = BackupModel(room.shell)
        await model.look()
        #expect(!model.cloud.isOn)
        await model.cloud.tap()
        #expect(model.cloud.isOn)
        #expect(await room.files.takesDiary())
        await room.files.fail()
        await model.cloud.tap()
        #expect(model.cloud.isOn && model.warning?.text.hasPrefix("The phone did not accept that.") == true)
    }

    @Test("everything is forgotten only when it was asked twice")
    func forgetting() async throws {
        let model = BackupModel(room.shell)
        await model.look()
        try await model.forget.tap("Forget everything")
        try await model.forget.tap("Leave everything as it is")
        #expect(try room.phone.app.entry(night: "2026-11-20") != nil)
        try await model.forget.tap("Forget everything")
        try await model.forget.tap("Forget it all, the backups too")
        #expect(try room.phone.app.entry(night: "2026-11-20") == nil)
        #expect(model.forgottenWarning?.text.hasPrefix("Forgotten.") == true)
        #expect(model.kept.allSatisfy { $0.lines[0].text.contains("0 nights") }, "\(model.kept.map(\.lines))")
    }

    @Test("a table is shown as it would be read, and read only then")
    func table() async throws {
        let file = room.phone.folder.appending(path: "nights.csv")
        try Data("Date,Severity\n03/11/2026,4\n04/11/2026,5\n13/11/2026,6\n".utf8).write(to: file)
        await room.files.choose(file.path)
        let model = ReadingModel(room.shell)
        try await [model.pickTable].tap("Choose a table (CSV)")
        #expect(model.warning == nil)
        #expect(model.guessed.map(\.text).contains("Date: the night"))
        #expect(try room.phone.app.entry(night: "2026-11-03") == nil, "nothing is read yet")
        #expect(model.dates?.chosen == "Day first")
        try await [#require(model.read)].tap("Read 3 nights")
        #expect(try room.phone.app.entry(night: "2026-11-03")?.severity == 4)
        #expect(model.doneText?.hasPrefix("Read 3 nights: 3 new") == true)
    }

    @Test("a complete file of another phone is read, and a file that is none is refused")
    func complete() async throws {
        let other = try Room.ready()
        let file = room.phone.folder.appending(path: "lull-diary.json")
        try Data(try room.phone.app.exportJson(now: moment("15:00")).utf8).write(to: file)
        await other.files.choose(file.path)
        let model = ReadingModel(other.shell)
        try await [model.pickComplete].tap("Choose a complete file (JSON)")
        #expect(try other.phone.app.entry(night: "2026-11-20")?.severity == 7)
        #expect(model.doneText?.hasPrefix("Read: 1 night new") == true)
        try await model.conflict.tap("Stays as it is")
        #expect(model.conflict.chosen == "Stays as it is")
        await other.files.choose("/nowhere")
        await model.pickTable.tap()
        #expect(model.warning?.text.contains("could not be read") == true)
    }
}

import Foundation
import LullCore
import Observation

/// The page for the doctor, to read before it is handed over; and the diary as a file.
@MainActor
@Observable
public final class ReportModel: Screen {
    /// How many nights it is about; absent at first: as many as the core offers then.
    public private(set) var nights: UInt16?
    private(set) var page: ReportPage?

    public override var title: String { words("report.title") }
    public var onlyByYou: String { words("report.onlyByYou") }
    public var previewTitle: String { words("report.preview") }
    public var diaryTitle: String { words("report.diary") }
    public var diaryAbout: String { words("report.diaryAbout") }

    public override func look() async {
        await attempt { [self] in
            let (asked, language) = (nights, words.language)
            (nights, page) = try await host.ask {
                let nights = try asked ?? offers().nightsAtFirst
                return (nights, try $0.reportPage(nights, language, now: $1))
            }
        }
    }

    public var howMany: Question {
        let choices = (shell.offers?.reportNights ?? []).map { ($0, words.counted("nights", $0)) }
        return Question(words("report.howMany"), choices, chosen: nights, words: words) { [self] nights in
            self.nights = nights
            await look()
        }
    }

    public var sharePdf: Control { share("report.sharePdf", .reportPdf) }
    public var shareText: Control { share("report.shareText", .reportText) }
    public var shareDiary: [Control] { [share("report.shareCsv", .diaryCsv), share("report.shareJson", .diaryJson)] }

    /// Section by section, as the page has it.
    public var preview: [Panel] {
        guard let page else { return [] }
        let head = Panel("head", heading: page.title, [Line(page.period)])
        let sections = page.sections.map { section in
            Panel(heading: section.title, section.lines.map { Line(said($0)) })
        }
        return [head] + sections + [Panel("foot", [Line(page.footer, .quiet)])]
    }

    private func said(_ line: ReportLine) -> String {
        line.label.map { words("report.line", ["label": $0, "text": line.text]) } ?? line.text
    }

    private func share(_ key: String, _ paper: Paper) -> Control {
        Control(words(key)) { [self] in
            await attempt { [self] in
                let (nights, language) = (nights, words.language)
                let bytes = try await host.ask {
                    try $0.bytes(paper, nights ?? offers().nightsAtFirst, language, now: $1)
                }
                try await FileFailed.sharing { try await shell.phone.sharing.share(name: paper.rawValue, bytes: bytes) }
            }
        }
    }
}

/// What can be handed over, by the name its file has.
private enum Paper: String, Sendable {
    case reportPdf = "lull-report.pdf"
    case reportText = "lull-report.txt"
    case diaryCsv = "lull-diary.csv"
    case diaryJson = "lull-diary.json"
}

extension App {
    fileprivate func bytes(_ paper: Paper, _ nights: UInt16, _ language: Language, now: Moment) throws -> Data {
        switch paper {
        case .reportPdf:
            let span = try trends(nights: nights, now: now)
            return try reportPdf(from: span.from, to: span.to, language: language, now: now)
        case .reportText:
            let span = try trends(nights: nights, now: now)
            return Data(try reportText(from: span.from, to: span.to, language: language, now: now).utf8)
        case .diaryCsv: return Data(try exportCsv().utf8)
        case .diaryJson: return Data(try exportJson(now: now).utf8)
        }
    }

    /// Which nights the last ones are, the core's trends say.
    fileprivate func reportPage(_ nights: UInt16, _ language: Language, now: Moment) throws -> ReportPage {
        let span = try trends(nights: nights, now: now)
        return try reportPage(from: span.from, to: span.to, language: language, now: now)
    }
}

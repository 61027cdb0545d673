import Foundation
import Testing

/// The rooms of the package stay apart.
@Suite
struct LayeringTests {
    @Test("no Swift file outside LullModel calls the core")
    func core() throws {
        for file in try files(in: "Sources", suffix: ".swift") {
            let path = file.path
            guard !path.contains("/LullModel/"), !path.contains("/LullCore/") else { continue }
            let source = try String(contentsOf: file, encoding: .utf8)
            // the views know no type of the core; an adapter may know what it is handed, but not who answers
            if path.contains("/LullUI/") { #expect(!source.contains("import LullCore"), "\(path)") }
            #expect(try source.all(#"\b(App\.open|AppProtocol|host\.ask|SessionHandle\b)"#).isEmpty, "\(path)")
        }
    }

    @Test("no model draws, and no view counts")
    func drawing() throws {
        for file in try files(in: "Sources/LullModel", suffix: ".swift") {
            let source = try String(contentsOf: file, encoding: .utf8)
            #expect(!source.contains("import SwiftUI") && !source.contains("import UIKit"), "\(file.path)")
        }
        for file in try files(in: "Sources/LullUI", suffix: ".swift") {
            let source = try String(contentsOf: file, encoding: .utf8)
            #expect(try source.all(#"(Calendar|DateFormatter|addingTimeInterval|TimeZone)"#).isEmpty, "\(file.path)")
        }
    }

    /// Where Swift counts with times, and why that is no rule: everything that decides is the core's.
    private let counts = [
        "Times.swift": "how a time the core measured is written: minutes after noon, a countdown, a clock of no zone",
        "TimeField.swift": "the system's clock to turn wants a moment, and gives one back",
        "SessionProgress.swift": "how long the bar is that the countdown beside it says in words",
        "TonightModel.swift": "later and earlier are one step of the core's, once with a minus",
        "TrendsWords.swift": "whole minutes, to be read",
        "DoctorWords.swift": "whole minutes and points, to be read",
    ]

    @Test("Swift counts with times and levels only where it is explained")
    func arithmetic() throws {
        let counting =
            #"(byAdding|addingTimeInterval|timeInterval|DateComponents|dateComponents|String\(format|[a-z]\) [*/%] |\w [*/%+-] \w*(hour|minute|second|elapsed|remaining|level|Level)|(hour|minute|elapsed|remaining|level|seconds|minutes) [*/%+-] |-step|rounded\(|-offers\()"#
        for file in try files(in: "Sources/LullModel", suffix: ".swift") + files(in: "Sources/LullUI", suffix: ".swift")
        {
            // reminders are held against the system's own clock: their tests say how
            guard !file.path.contains("/Reminders/") else { continue }
            let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
                !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//")
            }.joined(separator: "\n")
            let found = try code.all(counting)
            // nor is anything explained that is not there any more
            let isExplained = counts[file.lastPathComponent] != nil
            #expect(found.isEmpty != isExplained, "\(file.lastPathComponent): \(found)")
        }
    }
}

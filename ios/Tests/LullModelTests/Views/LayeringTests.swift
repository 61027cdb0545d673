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
}

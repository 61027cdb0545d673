#if !os(macOS)
    import Foundation
    import LullGlance
    import Testing

    @testable import LullApple

    /// What Xcode is told, in files that no compiler reads: they have to name the same things as the code and each other.
    struct AppFilesTests {
        private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()

        private func text(_ path: String) throws -> String {
            try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
        }

        private func plist(_ path: String) throws -> [String: Any] {
            let bytes = try Data(contentsOf: Self.package.appending(path: "App/\(path)"))
            return try #require(try PropertyListSerialization.propertyList(from: bytes, format: nil) as? [String: Any])
        }

        private func catalog(_ path: String) throws -> [String: [String: String]] {
            struct Catalog: Decodable {
                struct Entry: Decodable {
                    struct Said: Decodable {
                        struct Unit: Decodable { let value: String }
                        let stringUnit: Unit
                    }
                    let localizations: [String: Said]
                }
                let strings: [String: Entry]
            }
            let bytes = try Data(contentsOf: Self.package.appending(path: "App/\(path)"))
            let entries = try JSONDecoder().decode(Catalog.self, from: bytes).strings
            return entries.mapValues { $0.localizations.mapValues(\.stringUnit.value) }
        }

        @Test("background work, Bluetooth and Live Activities are declared as the code uses them")
        func info() throws {
            let info = try plist("Lull/Info.plist")
            #expect(info["BGTaskSchedulerPermittedIdentifiers"] as? [String] == [BackgroundRefresh.identifier])
            #expect(info["UIBackgroundModes"] as? [String] == ["bluetooth-central", "fetch"])
            #expect(info["NSSupportsLiveActivities"] as? Bool == true)
            let reason = try #require(info["NSBluetoothAlwaysUsageDescription"] as? String)
            let said = try catalog("Lull/InfoPlist.xcstrings")
            #expect(said["NSBluetoothAlwaysUsageDescription"]?["en"] == reason)
        }

        @Test("app and widget share one folder, the one the code looks in, and only the app may break through a Focus")
        func entitlements() throws {
            let (app, widget) = (try plist("Lull/Lull.entitlements"), try plist("Widgets/LullWidgets.entitlements"))
            let groups = "com.apple.security.application-groups"
            #expect(app[groups] as? [String] == [GlanceFile.group])
            #expect(widget[groups] as? [String] == [GlanceFile.group])
            #expect(app["com.apple.developer.usernotifications.time-sensitive"] as? Bool == true)
            #expect(Set(app.keys).subtracting(widget.keys).count == 1, "nothing else is asked of Apple")
        }

        @Test("nobody is tracked and nothing is collected")
        func privacy() throws {
            let privacy = try plist("Lull/PrivacyInfo.xcprivacy")
            #expect(privacy["NSPrivacyTracking"] as? Bool == false)
            for key in ["NSPrivacyTrackingDomains", "NSPrivacyCollectedDataTypes"] {
                #expect((privacy[key] as? [Any])?.isEmpty == true, "\(key)")
            }
            let reasons = try #require(privacy["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
            #expect(reasons.allSatisfy { ($0["NSPrivacyAccessedAPITypeReasons"] as? [String])?.count == 1 })
        }

        @Test("the project's products are the package's, and every file it names is there")
        func project() throws {
            let (project, package) = (try text("App/project.yml"), try text("Package.swift"))
            let lines = project.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            func values(_ key: String) -> [String] {
                lines.filter { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) }
            }
            #expect(Set(values("product")) == ["LullApple", "LullGlance", "LullUI"])
            for product in values("product") { #expect(package.contains(".library(name: \"\(product)\"")) }
            let files = values("INFOPLIST_FILE") + values("CODE_SIGN_ENTITLEMENTS")
            #expect(files.count == 4)
            for file in files {
                #expect(
                    FileManager.default.fileExists(atPath: Self.package.appending(path: "App/\(file)").path), "\(file)")
            }
            let widget = try #require(project.range(of: "  LullWidgets:\n"))
            #expect(!project[widget.lowerBound...].contains("LullApple"), "the widget carries no diary")
            #expect(package.contains(".iOS(.v17)") && project.contains("iOS: \"17.0\""))
        }

        @Test("every title and phrase that the system shows is there in German too")
        func titles() throws {
            let glance = try text("Sources/LullGlance/Intents.swift")
            let app = try text("App/Lull/LullShortcuts.swift")
            let shared = try catalog("Shared/Localizable.xcstrings")
            let phrases = try catalog("Lull/AppShortcuts.xcstrings")
            var known = 0
            for line in (glance + app).split(separator: "\n") {
                guard let open = line.firstIndex(of: "\""), let close = line.lastIndex(of: "\"") else { continue }
                let literal = String(line[line.index(after: open)..<close])
                if line.contains("phrases:") {
                    let phrase = literal.replacing("\\(.applicationName)", with: "${applicationName}")
                    #expect(phrases[phrase]?["de"]?.contains("${applicationName}") == true, "\(phrase)")
                    known += 1
                } else if line.contains("title") || line.contains("description") || line.contains("dialog") {
                    #expect(shared[literal]?["de"]?.isEmpty == false, "\(literal)")
                    known += 1
                }
            }
            #expect(known == 10)
        }

        @Test("the icon is drawn from the drawing that lies beside it, at the size the stores take")
        func icon() throws {
            let drawing = try text("App/Icon/lull.svg")
            #expect(drawing.contains("width=\"1024\" height=\"1024\""))
            let bytes = try Data(
                contentsOf: Self.package.appending(path: "App/Lull/Assets.xcassets/AppIcon.appiconset/lull-1024.png"))
            // width, height, depth 8, colour without transparency, as PNG's first chunk says
            #expect(Array(bytes[16..<26]) == [0, 0, 4, 0, 0, 0, 4, 0, 8, 2])
        }
    }
#endif

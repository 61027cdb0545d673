// swift-tools-version:6.0
import PackageDescription

// LullFFI, LullCore: written from the Rust library by `cargo xtask bindings`, never committed.
// LullModel: opens the core, follows sessions, holds what screens show. No SwiftUI: built and tested on any computer.
// LullUI: SwiftUI views without logic. LullApple: what only Apple's system can do, behind LullModel's ports.
// LullGlance: what is seen outside the app, and its intents. The widget links it, and with it neither core nor diary.
var targets: [Target] = [
    .systemLibrary(name: "LullFFI"),
    .target(name: "LullCore", dependencies: ["LullFFI"]),
    .target(name: "LullModel", dependencies: ["LullCore"], resources: [.process("Resources")]),
]
var drawn: [Target.Dependency] = ["LullModel"]
var glanced: [Target.Dependency] = []
var system: [Target.Dependency] = ["LullModel", "LullUI", "LullGlance"]

#if os(Linux)
    // Apple's modules are not there, so the views and adapters are type-checked against stand-ins that do nothing.
    let draws = ["SwiftUI", "Charts"]
    let glances = ["ActivityKit", "AppIntents", "WidgetKit"]
    let acts = ["BackgroundTasks", "CoreBluetooth", "UIKit", "UniformTypeIdentifiers", "UserNotifications"]
    for module in draws + glances + acts {
        let needs: [String: [Target.Dependency]] = [
            "Charts": ["SwiftUI"], "AppIntents": ["SwiftUI"], "WidgetKit": ["SwiftUI", "ActivityKit"],
            "UIKit": ["UniformTypeIdentifiers"],
        ]
        targets.append(.target(name: module, dependencies: needs[module] ?? [], path: "StandIns/\(module)"))
    }
    drawn += draws.map { .init(stringLiteral: $0) }
    glanced += (["SwiftUI"] + glances).map { .init(stringLiteral: $0) }
    system += (draws + glances + acts).map { .init(stringLiteral: $0) }
    // Xcode builds these two from App/project.yml; here they are type-checked like the rest.
    targets += [
        .executableTarget(
            name: "LullWidgets", dependencies: ["LullGlance"] + glanced, path: "App/Widgets",
            exclude: ["Info.plist", "LullWidgets.entitlements"]),
        .executableTarget(
            name: "LullApp", dependencies: ["LullApple"] + system, path: "App/Lull",
            exclude: [
                "AppShortcuts.xcstrings", "Assets.xcassets", "Info.plist", "InfoPlist.xcstrings", "Lull.entitlements",
                "PrivacyInfo.xcprivacy",
            ]),
    ]
#endif

targets += [
    .target(name: "LullUI", dependencies: drawn),
    .target(name: "LullGlance", dependencies: glanced),
    .target(name: "LullApple", dependencies: system),
    .testTarget(name: "LullModelTests", dependencies: drawn + ["LullUI", "LullCore"]),
    .testTarget(name: "LullAppleTests", dependencies: ["LullApple", "LullModel", "LullCore"]),
]

let package = Package(
    name: "Lull",
    defaultLocalization: "en",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "LullModel", targets: ["LullModel"]),
        .library(name: "LullUI", targets: ["LullUI"]),
        .library(name: "LullApple", targets: ["LullApple"]),
        .library(name: "LullGlance", targets: ["LullGlance"]),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)

// swift-tools-version:6.0
import PackageDescription

// LullFFI, LullCore: written from the Rust library by `cargo xtask bindings`, never committed.
// LullModel: opens the core, follows sessions, holds what screens show. No SwiftUI: built and tested on any computer.
// LullUI: SwiftUI views without logic. LullApple: what only Apple's system can do, behind LullModel's ports.
var targets: [Target] = [
    .systemLibrary(name: "LullFFI"),
    .target(name: "LullCore", dependencies: ["LullFFI"]),
    .target(name: "LullModel", dependencies: ["LullCore"], resources: [.process("Resources")]),
]
var drawn: [Target.Dependency] = ["LullModel"]
var system: [Target.Dependency] = ["LullModel", "LullUI"]

#if os(Linux)
    // Apple's modules are not there, so the views and adapters are type-checked against stand-ins that do nothing.
    let draws = ["SwiftUI", "Charts"]
    let acts = [
        "ActivityKit", "AppIntents", "BackgroundTasks", "CoreBluetooth", "UIKit", "UserNotifications", "WidgetKit",
    ]
    for module in draws + acts {
        let needsViews = ["Charts", "ActivityKit", "AppIntents", "WidgetKit"].contains(module)
        targets.append(
            .target(name: module, dependencies: needsViews ? ["SwiftUI"] : [], path: "StandIns/\(module)"))
    }
    drawn += draws.map { .init(stringLiteral: $0) }
    system += (draws + acts).map { .init(stringLiteral: $0) }
#endif

targets += [
    .target(name: "LullUI", dependencies: drawn),
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
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)

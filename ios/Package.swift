// swift-tools-version:6.0
import PackageDescription

// LullFFI, LullCore: written from the Rust library by `cargo xtask bindings`, never committed.
// LullModel: opens the core, follows sessions, holds what screens show. No SwiftUI: built and tested on any computer.
let package = Package(
    name: "Lull",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "LullModel", targets: ["LullModel"])],
    targets: [
        .systemLibrary(name: "LullFFI"),
        .target(name: "LullCore", dependencies: ["LullFFI"]),
        .target(name: "LullModel", dependencies: ["LullCore"]),
        .testTarget(name: "LullModelTests", dependencies: ["LullModel", "LullCore"]),
    ],
    swiftLanguageModes: [.v6]
)

import LullCore
import Observation

/// What Lull is and is not, what is not proven, and whose work it stands on.
@MainActor
@Observable
public final class AboutModel: Screen {
    public override var title: String { words("about.title") }

    public var promises: [String] { (1...3).map { words("about.promise.\($0)") } }

    public var panels: [Panel] {
        [
            Panel(heading: words("about.notProven"), (1...2).map { Line(words("about.notProven.\($0)")) }),
            Panel(heading: words("about.stop"), [Line(words("about.stopAbout"), .strong)]),
            Panel(heading: words("about.licence"), [Line(words("about.licenceAbout"))]),
            Panel(
                heading: words("about.others"),
                others.map { Line("\($0.name): \($0.licence)") } + [Line(words("about.othersAbout"), .quiet)]),
        ]
    }
}

/// The libraries an app for the iPhone is linked with, by what their authors say of them.
private let others = [
    (name: "UniFFI", licence: "MPL-2.0"),
    (name: "btleplug", licence: "MIT / Apache-2.0 / BSD-3-Clause"),
    (name: "tokio, tracing", licence: "MIT"),
    (name: "SQLite, rusqlite", licence: "public domain, MIT"),
    (name: "jiff, csv", licence: "Unlicense / MIT"),
    (name: "serde, thiserror, age, krilla", licence: "MIT / Apache-2.0"),
    (name: "plotters", licence: "MIT"),
    (name: "Open Sans", licence: "Apache-2.0"),
]

#if canImport(WidgetKit) && !os(macOS)
    import AppIntents
    import Foundation
    import SwiftUI
    import WidgetKit

    /// On the home screen: tonight's reminder, Start, and "they started".
    public struct TonightWidget: Widget {
        public static let kind = "tonight"

        public init() {}

        public var body: some WidgetConfiguration {
            StaticConfiguration(kind: Self.kind, provider: TonightProvider()) { entry in
                TonightCard(glance: entry.glance)
            }
            .configurationDisplayName(Text(verbatim: "Lull"))
            .supportedFamilies([.systemSmall, .systemMedium])
        }
    }

    struct TonightEntry: TimelineEntry {
        let date: Date
        let glance: Glance?
    }

    struct TonightProvider: TimelineProvider {
        func placeholder(in context: Context) -> TonightEntry { TonightEntry(date: .now, glance: nil) }

        func getSnapshot(in context: Context, completion: @escaping @Sendable (TonightEntry) -> Void) {
            completion(TonightEntry(date: .now, glance: written))
        }

        /// The app asks for a new one whenever the plan changed; by itself it goes out when it would speak of the past.
        func getTimeline(in context: Context, completion: @escaping @Sendable (Timeline<TonightEntry>) -> Void) {
            let now = TonightEntry(date: .now, glance: written)
            let over = written.map { TonightEntry(date: $0.until, glance: nil) }
            completion(Timeline(entries: [now] + (over.map { [$0] } ?? []), policy: .never))
        }

        private var written: Glance? { GlanceFile.shared.read() }
    }

    struct TonightCard: View {
        let glance: Glance?

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                Text(verbatim: glance?.when ?? "Lull").font(.headline)
                if let glance {
                    Button(intent: StartMassage()) { Text(verbatim: glance.start) }
                    Button(intent: LogSymptomsStarted()) { Text(verbatim: glance.started) }
                }
            }
            .containerBackground(for: .widget) { Color.black }
        }
    }
#endif

#if canImport(ActivityKit) && !os(macOS)
    import ActivityKit
    import AppIntents
    import Foundation
    import SwiftUI
    import WidgetKit

    /// A running massage on the lock screen: words and a time. What is known of the massager is said by the app alone.
    public struct MassageAttributes: ActivityAttributes {
        public struct ContentState: Codable, Hashable, Sendable {
            public var title: String
            public var line: String
            public var stop: String
            /// When it ends by itself; absent while it is paused, and once it has ended.
            public var endsAt: Date?
            public var isOver: Bool

            public init(title: String, line: String, stop: String, endsAt: Date?, isOver: Bool) {
                self.title = title
                self.line = line
                self.stop = stop
                self.endsAt = endsAt
                self.isOver = isOver
            }
        }

        public init() {}
    }

    /// How it is drawn, with a Stop that works on a locked phone.
    public struct MassageActivity: Widget {
        public init() {}

        public var body: some WidgetConfiguration {
            ActivityConfiguration(for: MassageAttributes.self) { context in
                MassageCard(state: context.state).padding(16)
            } dynamicIsland: { context in
                DynamicIsland {
                    DynamicIslandExpandedRegion(.center) { MassageCard(state: context.state) }
                } compactLeading: {
                    Image(systemName: "waveform.path")
                } compactTrailing: {
                    Countdown(endsAt: context.state.endsAt)
                } minimal: {
                    Image(systemName: "waveform.path")
                }
            }
        }
    }

    struct MassageCard: View {
        let state: MassageAttributes.ContentState

        var body: some View {
            HStack {
                VStack(alignment: .leading) {
                    Text(verbatim: state.title).font(.headline)
                    Text(verbatim: state.line).font(.callout)
                    Countdown(endsAt: state.endsAt)
                }
                Spacer()
                if !state.isOver {
                    Button(intent: StopMassage()) { Text(verbatim: state.stop).font(.title) }
                }
            }
        }
    }

    /// Counts down by itself: the system wakes nobody for it.
    struct Countdown: View {
        let endsAt: Date?

        var body: some View {
            if let endsAt { Text(timerInterval: Date.distantPast...endsAt, countsDown: true) }
        }
    }
#endif

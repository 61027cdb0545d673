// A stand-in for Apple's WidgetKit, on Linux only: what this app uses of it, with Apple's signatures. It does nothing.
import ActivityKit
import Foundation
import SwiftUI

public protocol TimelineEntry { var date: Date { get } }
public struct TimelineProviderContext { public let isPreview = true }
public struct TimelineReloadPolicy: Sendable {
    public static let atEnd = Self(), never = Self()
    public static func after(_ date: Date) -> Self { Self() }
}
public struct Timeline<EntryType: TimelineEntry> {
    public init(entries: [EntryType], policy: TimelineReloadPolicy) {}
}
public protocol TimelineProvider {
    associatedtype Entry: TimelineEntry
    typealias Context = TimelineProviderContext
    func placeholder(in context: Context) -> Entry
    func getSnapshot(in context: Context, completion: @escaping @Sendable (Entry) -> Void)
    func getTimeline(in context: Context, completion: @escaping @Sendable (Timeline<Entry>) -> Void)
}
public enum WidgetFamily: Sendable {
    case systemSmall, systemMedium, systemLarge, accessoryCircular, accessoryRectangular, accessoryInline
}
// In Apple's SDK these are SwiftUI's.
@MainActor @preconcurrency public protocol WidgetConfiguration {}
@MainActor @preconcurrency public protocol Widget {
    associatedtype Body: WidgetConfiguration
    init()
    var body: Body { get }
}
@resultBuilder public struct WidgetBundleBuilder {
    public static func buildBlock<each W: Widget>(_ widgets: repeat each W) -> some Widget { _Widgets() }
}
public struct _Widgets: Widget {
    public nonisolated init() {}
    public var body: StaticConfiguration<EmptyView> { fatalError("a stand-in draws nothing") }
}
@MainActor @preconcurrency public protocol WidgetBundle {
    associatedtype Body: Widget
    init()
    @WidgetBundleBuilder var body: Body { get }
}
extension WidgetBundle { public static func main() {} }
public struct StaticConfiguration<Content: View>: WidgetConfiguration {
    public init<Provider: TimelineProvider>(
        kind: String, provider: Provider, @ViewBuilder content: @escaping (Provider.Entry) -> Content
    ) {}
}
extension WidgetConfiguration {
    public func configurationDisplayName(_ displayName: Text) -> some WidgetConfiguration { self }
    public func description(_ description: Text) -> some WidgetConfiguration { self }
    public func supportedFamilies(_ families: [WidgetFamily]) -> some WidgetConfiguration { self }
}
public final class WidgetCenter: Sendable {
    public static let shared = WidgetCenter()
    public func reloadTimelines(ofKind kind: String) {}
}

public struct ActivityViewContext<Attributes: ActivityAttributes> {
    public let isStale: Bool
    public let attributes: Attributes
    public let state: Attributes.ContentState
}
public struct ActivityConfiguration<Attributes: ActivityAttributes>: WidgetConfiguration {
    public init<Content: View>(
        for attributesType: Attributes.Type,
        @ViewBuilder content: @escaping (ActivityViewContext<Attributes>) -> Content,
        dynamicIsland: @escaping (ActivityViewContext<Attributes>) -> DynamicIsland
    ) {}
}
public enum DynamicIslandExpandedRegionPosition { case leading, trailing, center, bottom }
public struct DynamicIslandExpandedRegion<Content: View> {
    public init(
        _ position: DynamicIslandExpandedRegionPosition, priority: Double = 0, @ViewBuilder content: () -> Content
    ) {}
}
@resultBuilder public struct DynamicIslandExpandedContentBuilder {
    public static func buildBlock<each C: View>(
        _ regions: repeat DynamicIslandExpandedRegion<each C>
    ) -> DynamicIslandExpandedContent { .init() }
}
public struct DynamicIslandExpandedContent {}
@MainActor @preconcurrency public struct DynamicIsland {
    public init(
        @DynamicIslandExpandedContentBuilder expanded: @escaping () -> DynamicIslandExpandedContent,
        @ViewBuilder compactLeading: @escaping () -> some View, @ViewBuilder compactTrailing: @escaping () -> some View,
        @ViewBuilder minimal: @escaping () -> some View
    ) {}
}
extension View {
    public func containerBackground<V: View>(
        for container: ContainerBackgroundPlacement, @ViewBuilder content: () -> V
    ) -> some View { passed() }
}
// In Apple's SDK these are SwiftUI's, and only a widget needs them here.
public struct ContainerBackgroundPlacement: Sendable { public static let widget = Self() }
extension Text {
    public init(
        timerInterval: ClosedRange<Date>, pauseTime: Date? = nil, countsDown: Bool = true, showsHours: Bool = true
    ) { self.init(verbatim: "") }
}

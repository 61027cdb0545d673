import LullModel
import SwiftUI

/// The whole app: the screen that is up, and the way back.
public struct LullView: View {
    @Bindable private var way: Way
    private let app: AppModel
    @Environment(\.colorScheme) private var scheme

    public init(_ app: AppModel) {
        self.app = app
        way = app.way
    }

    public var body: some View {
        NavigationStack(path: $way.places) {
            TonightScreen(model: app.tonight)
                .navigationDestination(for: Place.self) { PlaceView(place: $0, light: app.light) }
        }
        .tint(palette.strong.colour)
        .environment(\.palette, palette)
        .preferredColorScheme(app.light.shown == .system ? nil : .dark)
        .withoutStatusBar(app.light.shown == .red)
        .task { await app.begin() }
    }

    private var palette: Palette { .of(app.light.shown, scheme) }
}

/// One screen by its model.
struct PlaceView: View {
    let place: Place
    let light: LightModel

    var body: some View {
        switch place {
        case .session(let model): SessionScreen(model: model)
        case .start(let model): StartScreen(model: model)
        case .setup(let model): SetupScreen(model: model)
        case .morning(let model): MorningScreen(model: model)
        case .more(let model): MoreScreen(model: model)
        case .diary(let model): DiaryScreen(model: model)
        case .trends(let model): TrendsScreen(model: model)
        case .doctor(let model): DoctorScreen(model: model)
        case .report(let model): ReportScreen(model: model)
        case .health(let model): HealthScreen(model: model)
        case .stretch(let model): StretchScreen(model: model)
        case .devices(let model): DevicesScreen(model: model)
        case .add(let model): AddScreen(model: model)
        case .device(let model): DeviceScreen(model: model)
        case .reliability(let model): ReliabilityScreen(model: model)
        case .settings(let model): SettingsScreen(model: model, light: light)
        case .backup(let model): BackupScreen(model: model)
        case .reading(let model): ReadingScreen(model: model)
        case .about(let model): AboutScreen(model: model)
        }
    }
}

/// Where the person is. Every place has a model of its own.
@MainActor
public enum Place: Hashable {
    case session(SessionModel)
    case start(StartModel)
    case setup(SetupModel)
    case morning(MorningModel)
    case more(MoreModel)
    case diary(DiaryModel)
    case trends(TrendsModel)
    case doctor(DoctorModel)
    case report(ReportModel)
    case health(HealthModel)
    case stretch(StretchModel)
    case devices(DevicesModel)
    case add(AddModel)
    case device(DeviceModel)
    case reliability(ReliabilityModel)
    case settings(SettingsModel)
    case backup(BackupModel)
    case reading(ReadingModel)
    case about(AboutModel)

    nonisolated public var screen: Screen {
        switch self {
        case .session(let model): model
        case .start(let model): model
        case .setup(let model): model
        case .morning(let model): model
        case .more(let model): model
        case .diary(let model): model
        case .trends(let model): model
        case .doctor(let model): model
        case .report(let model): model
        case .health(let model): model
        case .stretch(let model): model
        case .devices(let model): model
        case .add(let model): model
        case .device(let model): model
        case .reliability(let model): model
        case .settings(let model): model
        case .backup(let model): model
        case .reading(let model): model
        case .about(let model): model
        }
    }

    nonisolated public static func == (one: Place, other: Place) -> Bool { one.screen === other.screen }
    nonisolated public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(screen)) }
}

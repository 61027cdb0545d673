import LullCore
import Observation

/// Where the person is. Every place has a model of its own.
public enum Place: Hashable {
    case session(SessionModel)
    case setup(SetupModel)
    case morning(MorningModel)

    var screen: Screen {
        switch self {
        case .session(let model): model
        case .setup(let model): model
        case .morning(let model): model
        }
    }

    public static func == (one: Place, other: Place) -> Bool { one.screen === other.screen }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(screen)) }
}

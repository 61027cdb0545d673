import Foundation
import LullModel

/// How bright the person wants the screens. It says nothing of them, so it lies outside the diary.
public struct PhoneLight: LightStore {
    public init() {}

    public func light() -> Light? { UserDefaults.standard.string(forKey: "light").flatMap(Light.init(rawValue:)) }
    public func keep(_ light: Light) { UserDefaults.standard.set(light.rawValue, forKey: "light") }
}

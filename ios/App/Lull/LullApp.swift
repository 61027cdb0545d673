import LullApple
import LullGlance
import LullUI
import SwiftUI

@main
struct LullApp: App {
    @Environment(\.scenePhase) private var phase
    private let phone: LullPhone

    init() {
        phone = LullPhone(folder: .ofThisPhone, glances: .shared)
        phone.launched()
    }

    var body: some Scene {
        WindowGroup {
            LullView(phone.app)
                .onChange(of: phase, initial: true) { _, phase in
                    switch phase {
                    case .active: Task { await phone.cameUp() }
                    case .background: phone.wentAway()
                    default: break
                    }
                }
        }
    }
}

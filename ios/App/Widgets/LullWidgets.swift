import LullGlance
import SwiftUI
import WidgetKit

@main
struct LullWidgets: WidgetBundle {
    var body: some Widget {
        TonightWidget()
        MassageActivity()
    }
}

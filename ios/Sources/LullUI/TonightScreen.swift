import LullModel
import SwiftUI

struct TonightScreen: View {
    let model: TonightModel

    var body: some View { EmptyView() }
}

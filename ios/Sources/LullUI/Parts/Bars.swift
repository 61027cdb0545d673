import SwiftUI

/// What only a phone's bars have. The package is built on a Mac too, for its tests.
extension View {
    func slimBar(_ ground: Color) -> some View {
        #if os(macOS)
            self
        #else
            navigationBarTitleDisplayMode(.inline)
                .toolbarBackground(ground, for: .navigationBar)
        #endif
    }

    /// Its white letters would be the brightest thing on a dim red screen.
    func withoutStatusBar(_ hidden: Bool) -> some View {
        #if os(macOS)
            self
        #else
            statusBarHidden(hidden)
        #endif
    }
}

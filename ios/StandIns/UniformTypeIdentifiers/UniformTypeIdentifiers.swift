// A stand-in for Apple's UniformTypeIdentifiers, on Linux only: what this app uses of it.
public struct UTType: Sendable {
    public static let item = UTType()
}

import Foundation
import LullModel

/// Where the diary lies: in the app's own container and in no app group, so that no other process can hold its locks while
/// the app is suspended. Readable from the first unlock on, because a reminder can be answered on a locked phone. iCloud's
/// backup of the phone does not take it along until the person wants it.
public struct DiaryFolder: CloudBackup {
    public let url: URL
    /// Is there when the backup shall take the diary: an attribute of a folder is lost when a phone is restored.
    private let mark: URL

    public init(below base: URL) {
        url = base.appending(path: "Lull", directoryHint: .isDirectory)
        mark = base.appending(path: "Lull.goes-to-cloud")
    }

    public static var ofThisPhone: DiaryFolder {
        let places = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)
        return DiaryFolder(below: places.first ?? FileManager.default.temporaryDirectory)
    }

    /// Makes the folder when it is missing. What is in it inherits its protection.
    public func make() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        #if canImport(Darwin)
            let protection = FileProtectionType.completeUntilFirstUserAuthentication
            try FileManager.default.setAttributes([.protectionKey: protection], ofItemAtPath: url.path)
        #endif
        try tellSystem()
    }

    public func takesDiary() async -> Bool { isWanted }

    public func take(diary: Bool) async throws {
        if diary { try Data().write(to: mark) } else if isWanted { try FileManager.default.removeItem(at: mark) }
        try tellSystem()
    }

    private var isWanted: Bool { FileManager.default.fileExists(atPath: mark.path) }

    private func tellSystem() throws {
        #if canImport(Darwin)
            var values = URLResourceValues()
            values.isExcludedFromBackup = !isWanted
            var folder = url
            try folder.setResourceValues(values)
        #endif
    }
}

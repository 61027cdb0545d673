import Foundation

/// Where the diary lies: in the app's own container and in no app group, so that no other process can hold its locks while
/// the app is suspended. Readable from the first unlock on, because a reminder can be answered on a locked phone.
public struct DiaryFolder: Sendable {
    public let url: URL

    public init(below base: URL) {
        url = base.appending(path: "Lull", directoryHint: .isDirectory)
    }

    /// Makes the folder when it is missing. What is in it inherits its protection.
    public func make() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        #if canImport(Darwin)
            try FileManager.default.setAttributes(
                [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication], ofItemAtPath: url.path)
            if !wasChosen { try goesToCloud(false) }
        #endif
    }

    public static var ofThisPhone: DiaryFolder {
        let places = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)
        return DiaryFolder(below: places.first ?? FileManager.default.temporaryDirectory)
    }

    #if canImport(Darwin)
        /// Whether iCloud's backup of the phone takes the diary along.
        public var goesToCloud: Bool {
            (try? url.resourceValues(forKeys: [.isExcludedFromBackupKey]).isExcludedFromBackup) == false
        }

        /// Off until the person turns it on.
        public func goesToCloud(_ goes: Bool) throws {
            var values = URLResourceValues()
            values.isExcludedFromBackup = !goes
            var folder = url
            try folder.setResourceValues(values)
            let mark = chosen
            if goes { try Data().write(to: mark) } else { try? FileManager.default.removeItem(at: mark) }
        }

        /// The attribute of a folder is lost when a backup is restored; what the person chose is not.
        private var wasChosen: Bool { FileManager.default.fileExists(atPath: chosen.path) }
        private var chosen: URL { url.appending(path: "goes-to-cloud") }
    #endif
}

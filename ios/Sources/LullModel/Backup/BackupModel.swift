import Foundation
import LullCore
import Observation

/// Backups of the diary: made, handed over, and brought back.
@MainActor
@Observable
public final class BackupModel: Screen {
    private(set) var backups: [Backup]?
    /// The clock the times are read on.
    private(set) var zone = ""
    /// The file that is to be brought back, while the person is asked how.
    var toRestore: String?
    var made = false
    var restored: Restored?
    var forgotten: Forgotten?
    var forgetAsked = false
    private(set) var cloudTakesDiary = false

    /// Empty: not sealed.
    public var passphrase = ""
    /// Of the backup that is to be brought back.
    public var itsPassphrase = ""

    public override var title: String { words("backup.title") }

    public override func look() async { await attempt { [self] in try await read() } }

    public var about: String { words("backup.about") }
    public func label(_ field: String) -> String { words("backup.\(field)") }

    public var make: Control {
        Control(words("backup.makeNow")) { [self] in
            await attempt { [self] in
                let sealed = passphrase.isEmpty ? nil : passphrase
                _ = try await host.ask { try $0.createBackup(target: nil, passphrase: sealed, now: $1) }
                (made, passphrase) = (true, "")
                try await read()
                await say(words("backup.made"))
            }
        }
    }

    public var madeText: String? { made ? words("backup.made") : nil }

    public var restoredWarning: Warning? {
        restored.map { done in
            let undo = Control(words("diary.undo")) { [self] in
                await attempt { [self] in
                    try await restore(done.before.path, nil, fill: false)
                    restored = nil
                }
            }
            return Warning(text: words.restored(done), controls: [undo])
        }
    }

    public var noneYet: String? { backups?.isEmpty == true ? words("backup.noneYet") : nil }

    public var kept: [Panel] {
        (backups ?? []).map { backup in
            let told = words.told(backup, times, zone: zone)
            return Panel(
                backup.path, [Line(told)],
                controls: [
                    named("backup.share", told) { [self] in await share(backup) },
                    named("backup.bringBack", told) { [self] in (toRestore, restored) = (backup.path, nil) },
                ])
        }
    }

    public var fromElsewhere: Control {
        Control(words("backup.fromElsewhere")) { [self] in
            await attempt { [self] in
                let path = try await FileFailed.reading { try await shell.phone.picking.pick() }
                if let path { (toRestore, restored) = (path, nil) }
            }
        }
    }

    /// In the diary's place, or beside it: asked before anything changes.
    public var how: [Control]? {
        toRestore.map { path in
            [
                Control(words("backup.fill")) { [self] in await bringBack(path, fill: true) },
                Control(words("backup.replace")) { [self] in await bringBack(path, fill: false) },
                Control(words("backup.leaveIt")) { [self] in toRestore = nil },
            ]
        }
    }

    /// Of a file from elsewhere nobody knows yet whether it is sealed.
    public var maybeSealed: Bool {
        guard let toRestore else { return false }
        return backups?.first { $0.path == toRestore }?.locked ?? true
    }

    private func share(_ backup: Backup) async {
        await attempt { [self] in
            let file = URL(fileURLWithPath: backup.path)
            try await FileFailed.sharing { [shell] in
                let bytes = try await Task.detached { try Data(contentsOf: file) }.value
                try await shell.phone.sharing.share(name: file.lastPathComponent, bytes: bytes)
            }
        }
    }

    private func bringBack(_ path: String, fill: Bool) async {
        await attempt { [self] in
            try await restore(path, itsPassphrase.isEmpty ? nil : itsPassphrase, fill: fill)
            itsPassphrase = ""
        }
    }

    private func restore(_ path: String, _ passphrase: String?, fill: Bool) async throws {
        restored = try await host.ask {
            try $0.restoreBackup(path: path, passphrase: passphrase, fill: fill, now: $1)
        }
        toRestore = nil
        try await wakeCore(.tap)
        try await read()
        if let restoredWarning { await say(restoredWarning.text) }
    }

    func read() async throws {
        cloudTakesDiary = await shell.phone.cloud.takesDiary()
        (backups, zone) = try await host.ask { (try $0.backups(), try $0.clockThatCounts(now: $1).zone) }
    }

    private func named(_ key: String, _ name: String, tap: @escaping @MainActor () async -> Void) -> Control {
        Control(words(key), described: words("part.named", ["control": words(key), "of": name]), tap: tap)
    }
}

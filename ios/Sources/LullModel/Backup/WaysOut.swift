import LullCore

extension BackupModel {
    /// The phone's own backup may leave the phone: the diary is in it only when the person wants.
    public var cloud: Tick {
        Tick(label: words("backup.cloud"), isOn: cloudTakesDiary) { [self] in
            await attempt { [self] in
                let wanted = !cloudTakesDiary
                try await FileFailed.keeping { try await shell.phone.cloud.take(diary: wanted) }
                try await read()
            }
        }
    }

    public var cloudAbout: String { words("backup.cloudAbout") }

    /// The way out: everything the person told is forgotten. Asked twice, and said what is left.
    public var forget: [Control] {
        if !forgetAsked { return [Control(words("backup.forgetAsk")) { [self] in forgetAsked = true }] }
        return [
            Control(words("backup.forgetDiary")) { [self] in await forgetAll(backupsToo: false) },
            Control(words("backup.forgetBackupsToo")) { [self] in await forgetAll(backupsToo: true) },
            Control(words("backup.leaveIt")) { [self] in forgetAsked = false },
        ]
    }

    public var forgottenWarning: Warning? {
        forgotten.map { Warning(text: words.forgotten($0), controls: []) }
    }

    private func forgetAll(backupsToo: Bool) async {
        await attempt { [self] in
            forgotten = try await host.ask { try $0.forgetEverything(backupsToo: backupsToo, now: $1) }
            (forgetAsked, toRestore, made, restored) = (false, nil, false, nil)
            try await wakeCore(.tap)
            try await read()
        }
    }
}

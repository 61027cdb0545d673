import LullCore

extension Words {
    func told(_ backup: Backup, _ times: Times, zone: String) -> String {
        guard let contents = backup.contents else { return self(backup.locked ? "backup.sealed" : "backup.damaged") }
        return self(
            backup.locked ? "backup.toldSealed" : "backup.told",
            [
                "made": times.moment(contents.made, zone: zone), "kind": self("backup.told.\(contents.kind)"),
                "nights": counted("nights", contents.nights), "sessions": counted("sessions", contents.sessions),
            ])
    }

    func restored(_ restored: Restored) -> String {
        let (nights, sessions) = (restored.contents.nights, restored.contents.sessions)
        return self(
            "backup.restored", ["nights": counted("nightsOf", nights), "sessions": counted("sessions", sessions)])
    }

    func forgotten(_ forgotten: Forgotten) -> String {
        let left =
            forgotten.left.isEmpty ? self("backup.nothingLeft") : counted("backupsLeft", forgotten.left.count)
        let key = forgotten.sessionsCounted == 0 ? "backup.forgotten" : "backup.forgottenStillCounted"
        return self(key, ["left": left])
    }
}

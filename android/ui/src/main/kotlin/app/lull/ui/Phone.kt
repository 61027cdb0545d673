package app.lull.ui

/** What only the phone's system can do, each behind its own port. */
class Phone(
    val reminders: Reminders,
    val readiness: Readiness,
    val bonds: Bonds,
    val pairing: Pairing,
    val sharing: Sharing,
    val picking: Picking,
    val printing: Printing,
    val own: ThisPhone,
    val folder: BackupFolder,
)

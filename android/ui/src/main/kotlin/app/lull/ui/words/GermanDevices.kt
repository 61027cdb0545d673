package app.lull.ui.words

import app.lull.core.DeviceChoice
import app.lull.core.DeviceKind
import app.lull.core.FailSafe
import app.lull.core.FoundDevice
import app.lull.core.KeptDevice
import app.lull.core.NotOffered
import app.lull.core.Reach
import app.lull.core.TestResult

internal object GermanDevices : DevicesWords {
    override val title = "Massagegeräte"
    override val noneYet =
        "Noch ist kein Gerät dabei. Schalten Sie Ihres ein, bringen Sie es in die Nähe und suchen Sie. Ohne eines zeigt das simulierte, wie alles geht."
    override val search = "Suchen"
    override val searching = "Suche läuft"
    override val searched = "Suche beendet. Was fehlt, ist vielleicht aus, zu weit weg oder von einem anderen Telefon gehalten."
    override val open = "Öffnen"
    override val use = "Abends benutzen"
    override val used = "Wird abends benutzt"
    override val add = "Hinzufügen"
    override val addTitle = "Ein Gerät hinzufügen"
    override val name = "Ihr Name dafür"
    override val secret = "Passwort oder PIN"
    override val secretAbout = "Leer lassen, wenn es keines hat."
    override val experimental = "Es tut vielleicht nichts oder hält nicht an. Trotzdem hinzufügen."
    override val keep = "Hinzufügen"
    override val phoneMayAsk =
        "Das Telefon fragt vielleicht, ob Lull dieses Gerät benutzen darf. Mit Ja ist es sicherer erreichbar; mit Nein geht auch alles."
    override val testComesNext = "Noch wird nichts gesendet. Vor der ersten Massage kommt der Test."
    override val test = "Test unter Ihren Augen"
    override val testAbout =
        "Es läuft zehn Sekunden auf der niedrigsten Stufe und hält an. Bleiben Sie dabei, den Stecker in Reichweite, und sehen Sie, ob es " +
            "wirklich anläuft und anhält. Hinter einer Steckdose stellen Sie seinen eigenen Regler zuerst auf niedrig."
    override val testStart = "Test starten"
    override val whatSeen = "Was haben Sie gesehen?"
    override val nothingStopsIt = "Nichts hält dieses Gerät ohne das Telefon an. Versagt Lull oder die Verbindung, können nur Sie es: am Stecker."
    override val takeNote = "Ich weiß es und bleibe dabei"
    override val noteTaken = "Nichts hält es ohne das Telefon an. Das haben Sie zur Kenntnis genommen."
    override val rename = "Umbenennen"
    override val keepName = "Diesen Namen nehmen"
    override val forget = "Dieses Gerät vergessen"
    override val forgetYes = "Vergessen"
    override val forgetNo = "Behalten"

    override fun inUse(
        chosen: DeviceChoice,
        devices: List<KeptDevice>,
    ): String {
        val name =
            when (chosen) {
                is DeviceChoice.Simulated -> "das simulierte Gerät, zum Ausprobieren"
                is DeviceChoice.SimulatedAt -> "ein simuliertes Gerät anderswo, zum Ausprobieren"
                is DeviceChoice.Manual -> "ein Gerät, das Sie selbst schalten; Lull hält die Zeit"
                is DeviceChoice.Kept -> devices.find { it.id == chosen.id }?.name ?: "ein Gerät, das vergessen wurde"
            }
        return "Abends: $name."
    }

    override fun short(device: KeptDevice) = "${kind(device.kind)}. ${if (device.ready) "Bereit." else tested(device.test?.result)}"

    override fun facts(device: KeptDevice) =
        listOf(
            if (device.experimental) "${kind(device.kind)}, experimentell" else kind(device.kind),
            when (val reach = device.reach) {
                is Reach.Bluetooth -> "Bluetooth ${reach.address}"
                is Reach.Socket -> "Simuliert, unter ${reach.path}"
            },
            when (val failSafe = device.failSafe) {
                is FailSafe.DeviceTimer -> "Hält ohne das Telefon an: durch seine eigene Uhr, gestellt vor jedem Start"
                is FailSafe.DeviceTimerAndLinkLoss ->
                    "Hält ohne das Telefon an: durch seine eigene Uhr, und ${failSafe.after.seconds} s nach dem Ende der Verbindung"
                is FailSafe.Nothing -> "Hält ohne das Telefon an: nichts tut es"
            },
        )

    override fun tested(result: TestResult?) =
        when (result) {
            null -> "Noch nicht getestet."
            TestResult.PASSED -> "Test bestanden."
            TestResult.DID_NOT_START -> "Im Test lief es nicht an. Keine Massage, bis ein Test bestanden ist."
            TestResult.DID_NOT_STOP -> "Im Test hielt es nicht an. Keine Massage, bis ein Test bestanden ist."
        }

    override fun saw(result: TestResult) =
        when (result) {
            TestResult.PASSED -> "Es lief an und hielt an"
            TestResult.DID_NOT_START -> "Es lief nicht an"
            TestResult.DID_NOT_STOP -> "Es hielt nicht von selbst an"
        }

    override fun found(found: FoundDevice): String =
        found.name ?: when (found.choice) {
            is DeviceChoice.Simulated -> "Simuliertes Gerät"
            is DeviceChoice.SimulatedAt -> "Simuliertes Gerät anderswo"
            is DeviceChoice.Manual -> "Ein Gerät, das Sie selbst schalten"
            is DeviceChoice.Kept, null -> "Ohne Namen"
        }

    override fun remarks(found: FoundDevice) =
        listOfNotNull(
            found.kind?.let(::kind),
            "Es sagt nicht sicher, was es ist: nur hinzufügen, wenn Sie wissen, dass es Ihres ist.".takeIf {
                !found.sure && found.notOffered == null
            },
            found.obstacle?.let { "Noch nicht bereit: ${GermanRefusals.refusal(it)}." },
            when (found.notOffered) {
                NotOffered.PLUG_MINI_EU ->
                    "Diese Steckdose gehorcht nur einem Schlüssel aus dem Konto ihres Herstellers; Lull kann sie nicht schalten."
                NotOffered.CONTRADICTORY -> "Es sagt, dass es mehreres zugleich ist; darum spricht Lull nicht mit ihm."
                null -> null
            },
        )

    override fun pairAgain(name: String) =
        "$name kennt dieses Telefon nicht mehr: Die Kopplung ging verloren, etwa durch ein Zurücksetzen. Um neu zu koppeln, entfernen Sie " +
            "es in den Bluetooth-Einstellungen des Telefons, bringen Sie es in den Kopplungsmodus und starten Sie seinen Test."

    override fun forgetAsk(
        name: String,
        isUsed: Boolean,
    ): String {
        val after = if (isUsed) " Danach schalten Sie Ihr Gerät selbst, bis Sie ein anderes wählen." else ""
        return "$name vergessen, und was darüber gelernt wurde?$after Eine Kopplung bleibt in den Bluetooth-Einstellungen des Telefons."
    }

    private fun kind(kind: DeviceKind) =
        when (kind) {
            DeviceKind.OPEN_MASSAGER -> "Open Massager"
            DeviceKind.SHELLY_PLUG -> "Shelly-Steckdose"
            DeviceKind.SEM6000 -> "Voltcraft-Steckdose SEM6000"
            DeviceKind.PLUG_MINI -> "SwitchBot Plug Mini"
            DeviceKind.BOT -> "SwitchBot Bot"
            DeviceKind.DESCRIBED -> "Von Ihnen beschrieben"
        }
}

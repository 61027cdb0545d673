package app.lull.ui.words

import app.lull.core.DeviceChoice
import app.lull.core.DeviceKind
import app.lull.core.FailSafe
import app.lull.core.FoundDevice
import app.lull.core.KeptDevice
import app.lull.core.NotOffered
import app.lull.core.Reach
import app.lull.core.TestResult

internal object EnglishDevices : DevicesWords {
    override val title = "Massagers"
    override val noneYet =
        "No massager was added yet. Switch yours on, bring it near and search. " +
            "Without one, the simulated massager shows how everything works."
    override val search = "Search"
    override val searching = "Searching"
    override val searched = "Search finished. What is missing may be off, too far away, or held by another phone."
    override val open = "Open"
    override val use = "Use it in the evening"
    override val used = "Used in the evening"
    override val add = "Add"
    override val addTitle = "Add a massager"
    override val name = "Your name for it"
    override val secret = "Password or PIN"
    override val secretAbout = "Leave it empty where it has none."
    override val experimental = "It may do nothing, or not stop. Add it all the same."
    override val keep = "Add"
    override val phoneMayAsk = "The phone may ask whether Lull may use this device. With a yes it is reached more surely; with a no all works too."
    override val testComesNext = "Nothing is sent to it yet. Its test comes before the first massage."
    override val test = "Supervised test"
    override val testAbout =
        "It runs at its lowest level for ten seconds and stops. Stay beside it, with its plug within reach, and look whether it " +
            "really starts and stops. Behind a plug, turn its own knob to low first."
    override val testStart = "Start the test"
    override val whatSeen = "What did you see?"
    override val nothingStopsIt = "Nothing stops this massager without the phone. If Lull or the link fails, only you can: by its plug."
    override val takeNote = "I know, and stay beside it"
    override val noteTaken = "Nothing stops it without the phone. You have taken note of that."
    override val rename = "Rename"
    override val keepName = "Keep this name"
    override val forget = "Forget this massager"
    override val forgetYes = "Forget it"
    override val forgetNo = "Keep it"

    override fun inUse(
        chosen: DeviceChoice,
        devices: List<KeptDevice>,
    ): String {
        val name =
            when (chosen) {
                is DeviceChoice.Simulated -> "the simulated massager, to try things out"
                is DeviceChoice.SimulatedAt -> "a simulated massager elsewhere, to try things out"
                is DeviceChoice.Manual -> "a massager you switch yourself; Lull keeps the time"
                is DeviceChoice.Kept -> devices.find { it.id == chosen.id }?.name ?: "a massager that was forgotten"
            }
        return "In the evening: $name."
    }

    override fun short(device: KeptDevice) = "${kind(device.kind)}. ${if (device.ready) "Ready." else tested(device.test?.result)}"

    override fun facts(device: KeptDevice) =
        listOf(
            if (device.experimental) "${kind(device.kind)}, experimental" else kind(device.kind),
            when (val reach = device.reach) {
                is Reach.Bluetooth -> "Bluetooth ${reach.address}"
                is Reach.Socket -> "Simulated, at ${reach.path}"
            },
            when (val failSafe = device.failSafe) {
                is FailSafe.DeviceTimer -> "Stops without the phone: by its own timer, armed before every start"
                is FailSafe.DeviceTimerAndLinkLoss ->
                    "Stops without the phone: by its own timer, and ${failSafe.after.seconds} s after the link is lost"
                is FailSafe.Nothing -> "Stops without the phone: nothing does it"
            },
        )

    override fun tested(result: TestResult?) =
        when (result) {
            null -> "Not tested yet."
            TestResult.PASSED -> "Test passed."
            TestResult.DID_NOT_START -> "It did not start in its test. No massage until a test is passed."
            TestResult.DID_NOT_STOP -> "It did not stop in its test. No massage until a test is passed."
        }

    override fun saw(result: TestResult) =
        when (result) {
            TestResult.PASSED -> "It started and it stopped"
            TestResult.DID_NOT_START -> "It did not start"
            TestResult.DID_NOT_STOP -> "It did not stop by itself"
        }

    override fun found(found: FoundDevice): String =
        found.name ?: when (found.choice) {
            is DeviceChoice.Simulated -> "Simulated massager"
            is DeviceChoice.SimulatedAt -> "Simulated massager elsewhere"
            is DeviceChoice.Manual -> "A massager you switch yourself"
            is DeviceChoice.Kept, null -> "Without a name"
        }

    override fun remarks(found: FoundDevice) =
        listOfNotNull(
            found.kind?.let(::kind),
            "It does not say for sure what it is: add it only if you know that it is yours.".takeIf { !found.sure && found.notOffered == null },
            found.obstacle?.let { "Not ready yet: ${EnglishRefusals.refusal(it)}." },
            when (found.notOffered) {
                NotOffered.PLUG_MINI_EU -> "This plug obeys only a key from its maker's account, so Lull cannot switch it."
                NotOffered.CONTRADICTORY -> "It says that it is several things at once, so Lull lets no driver near it."
                null -> null
            },
        )

    override fun pairAgain(name: String) =
        "$name no longer knows this phone: the pairing was lost, such as by a reset. To pair again, remove it in the phone's Bluetooth " +
            "settings, put it into pairing mode, and start its test."

    override fun forgetAsk(
        name: String,
        isUsed: Boolean,
    ): String {
        val after = if (isUsed) " From then on you switch your massager yourself, until you choose another." else ""
        return "Forget $name and what was learnt about it?$after A pairing stays in the phone's Bluetooth settings."
    }

    private fun kind(kind: DeviceKind) =
        when (kind) {
            DeviceKind.OPEN_MASSAGER -> "Open Massager"
            DeviceKind.SHELLY_PLUG -> "Shelly plug"
            DeviceKind.SEM6000 -> "Voltcraft SEM6000 plug"
            DeviceKind.PLUG_MINI -> "SwitchBot Plug Mini"
            DeviceKind.BOT -> "SwitchBot Bot"
            DeviceKind.DESCRIBED -> "Described by you"
        }
}

package app.lull.ui.words

import app.lull.core.DeviceChoice
import app.lull.core.FoundDevice
import app.lull.core.KeptDevice
import app.lull.core.TestResult

/** The words of the massagers. */
interface DevicesWords {
    val title: String
    val noneYet: String
    val search: String
    val searching: String
    val searched: String
    val open: String
    val use: String
    val used: String
    val add: String
    val addTitle: String
    val name: String
    val secret: String
    val secretAbout: String
    val experimental: String
    val keep: String
    val phoneMayAsk: String
    val testComesNext: String
    val test: String
    val testAbout: String
    val testStart: String
    val whatSeen: String
    val nothingStopsIt: String
    val takeNote: String
    val noteTaken: String
    val rename: String
    val keepName: String
    val forget: String
    val forgetYes: String
    val forgetNo: String

    /** What a tap on Start drives. */
    fun inUse(
        chosen: DeviceChoice,
        devices: List<KeptDevice>,
    ): String

    /** A kept device in one line. */
    fun short(device: KeptDevice): String

    /** A kept device in full: what it is, where, and what stops it. */
    fun facts(device: KeptDevice): List<String>

    /** The last supervised test. */
    fun tested(result: TestResult?): String

    fun saw(result: TestResult): String

    /** What something that was heard is called. */
    fun found(found: FoundDevice): String

    /** What is to be known of something that was heard. */
    fun remarks(found: FoundDevice): List<String>

    /** The pairing was lost, and how to pair again. */
    fun pairAgain(name: String): String

    fun forgetAsk(
        name: String,
        isUsed: Boolean,
    ): String
}

package app.lull.ui.words

import app.lull.core.ApiException
import app.lull.core.InvalidReason

/** Which field cannot be kept as it is, why, and what would be possible. */
internal abstract class Invalids {
    protected abstract val fields: Map<String, String>

    /** How a field is written that has a form of its own. */
    protected abstract val forms: Map<String, String>

    protected abstract fun line(number: ULong): String

    /** Begins small: it stands behind a field's name. */
    protected abstract fun reason(
        reason: InvalidReason,
        form: String?,
    ): String

    /** A field no screen knows, as of a file that was written by hand, is told by its own name. */
    protected fun field(name: String) = fields[name] ?: name

    fun told(trouble: ApiException.InvalidInput): String {
        val (name, why) = trouble.`field` to reason(trouble.reason, forms[trouble.`field`])
        return listOfNotNull(trouble.line?.let(::line), field(name), why).joinToString(": ")
    }
}

internal object EnglishInvalids : Invalids() {
    override val fields =
        mapOf(
            "night" to "Night",
            "onset" to "Start of symptoms",
            "severity" to "How strong",
            "sleep_quality" to "Sleep",
            "symptoms" to "Whether symptoms came",
            "got_up" to "Times got up",
            "bedtime" to "Lights out",
            "body_parts" to "Where it was",
            "rest_minutes" to "Rest before it began",
            "relief" to "How long it was better",
            "walks" to "Walks",
            "tags" to "Words of your own",
            "note" to "Note",
            "name" to "Name",
            "dose" to "Dose",
            "times" to "Times of day",
            "date" to "Date",
            "since" to "First day",
            "until" to "Last day",
            "ferritin" to "Ferritin",
            "tsat" to "Transferrin saturation",
            "questions" to "Questions",
            "window" to "Times for reminders",
            "window.earliest" to "Earliest reminder",
            "window.latest" to "Latest reminder",
            "tonight" to "Tonight",
            "by" to "Reminder",
            "at" to "Reminder",
            "pinned" to "Reminder",
            "zone" to "Whose clock counts",
            "passphrase" to "Passphrase",
            "password" to "Password",
            "backup" to "Backup",
            "file" to "File",
            "description" to "Description",
            "address" to "Address",
        )

    override val forms =
        mapOf(
            "tags" to "a word or a few, without a semicolon",
            "ferritin" to "a number with at most one decimal, such as 41.2",
            "tsat" to "a number with at most one decimal, such as 18.5",
        )

    override fun line(number: ULong) = "line $number"

    override fun reason(
        reason: InvalidReason,
        form: String?,
    ) = when (reason) {
        is InvalidReason.OutOfRange -> "from ${reason.min} to ${reason.max} is possible, not ${reason.got}"
        is InvalidReason.NotOneOf -> "“${reason.got}” is none of ${reason.allowed}"
        is InvalidReason.NotATime -> "“${reason.got}” is no time of day, such as 21:30"
        is InvalidReason.NotADate -> "“${reason.got}” is no date, such as 2026-11-21"
        is InvalidReason.NotANumber -> "“${reason.got}” is no number"
        is InvalidReason.UnknownZone -> "“${reason.got}” is no time zone"
        is InvalidReason.InFuture -> "${reason.latest} is the latest possible, not ${reason.got}"
        is InvalidReason.TooLong -> "too long; at most ${reason.maxBytes} letters"
        is InvalidReason.ForbiddenCharacter -> "it holds a sign that no diary keeps"
        is InvalidReason.NotUtf8 -> "it is no readable text"
        is InvalidReason.Missing -> "something has to be there"
        is InvalidReason.Contradicts -> fields[reason.other]?.let { "it does not go with this: $it" } ?: "that is not possible now"
        is InvalidReason.Malformed -> form ?: "“${reason.got}” cannot be read"
        is InvalidReason.Unknown -> "“${reason.got}” is not known here"
    }
}

internal object GermanInvalids : Invalids() {
    override val fields =
        mapOf(
            "night" to "Nacht",
            "onset" to "Beginn der Beschwerden",
            "severity" to "Wie stark",
            "sleep_quality" to "Schlaf",
            "symptoms" to "Ob Beschwerden kamen",
            "got_up" to "Wie oft aufgestanden",
            "bedtime" to "Licht aus",
            "body_parts" to "Wo es war",
            "rest_minutes" to "Ruhe vor dem Beginn",
            "relief" to "Wie lange es besser war",
            "walks" to "Gänge",
            "tags" to "Eigene Stichworte",
            "note" to "Notiz",
            "name" to "Name",
            "dose" to "Dosis",
            "times" to "Tageszeiten",
            "date" to "Datum",
            "since" to "Erster Tag",
            "until" to "Letzter Tag",
            "ferritin" to "Ferritin",
            "tsat" to "Transferrinsättigung",
            "questions" to "Fragen",
            "window" to "Zeiten für Erinnerungen",
            "window.earliest" to "Früheste Erinnerung",
            "window.latest" to "Späteste Erinnerung",
            "tonight" to "Heute Abend",
            "by" to "Erinnerung",
            "at" to "Erinnerung",
            "pinned" to "Erinnerung",
            "zone" to "Welche Uhr zählt",
            "passphrase" to "Kennwort",
            "password" to "Passwort",
            "backup" to "Sicherung",
            "file" to "Datei",
            "description" to "Beschreibung",
            "address" to "Adresse",
        )

    override val forms =
        mapOf(
            "tags" to "ein Wort oder einige, ohne Strichpunkt",
            "ferritin" to "eine Zahl mit höchstens einer Nachkommastelle, wie 41,2",
            "tsat" to "eine Zahl mit höchstens einer Nachkommastelle, wie 18,5",
        )

    override fun line(number: ULong) = "Zeile $number"

    override fun reason(
        reason: InvalidReason,
        form: String?,
    ) = when (reason) {
        is InvalidReason.OutOfRange -> "möglich ist ${reason.min} bis ${reason.max}, nicht ${reason.got}"
        is InvalidReason.NotOneOf -> "„${reason.got}“ ist keines von ${reason.allowed}"
        is InvalidReason.NotATime -> "„${reason.got}“ ist keine Uhrzeit wie 21:30"
        is InvalidReason.NotADate -> "„${reason.got}“ ist kein Datum wie 2026-11-21"
        is InvalidReason.NotANumber -> "„${reason.got}“ ist keine Zahl"
        is InvalidReason.UnknownZone -> "„${reason.got}“ ist keine Zeitzone"
        is InvalidReason.InFuture -> "${reason.latest} ist das Späteste, nicht ${reason.got}"
        is InvalidReason.TooLong -> "zu lang; höchstens ${reason.maxBytes} Buchstaben"
        is InvalidReason.ForbiddenCharacter -> "darin ist ein Zeichen, das kein Tagebuch behält"
        is InvalidReason.NotUtf8 -> "das ist kein lesbarer Text"
        is InvalidReason.Missing -> "hier muss etwas stehen"
        is InvalidReason.Contradicts -> fields[reason.other]?.let { "das passt nicht zu: $it" } ?: "das geht jetzt nicht"
        is InvalidReason.Malformed -> form ?: "„${reason.got}“ kann nicht gelesen werden"
        is InvalidReason.Unknown -> "„${reason.got}“ ist hier nicht bekannt"
    }
}

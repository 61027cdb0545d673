package app.lull.ui.words

import app.lull.core.Background
import app.lull.core.Lab
import app.lull.core.Medicine
import app.lull.core.MedicineClass

internal object GermanHealth : HealthWords {
    override val title = "Medikamente und Eisen"
    override val about = "Wonach in der Praxis gefragt wird. Es steht auf der Seite für die Praxis. Zu Medikamenten rät Lull nichts."
    override val gone = "Herausgenommen."
    override val medicines = "Medikamente"
    override val noMedicines = "Hier steht keines."
    override val addMedicine = "Ein Medikament hinzufügen"
    override val name = "Sein Name"
    override val dose = "Dosis, wenn Sie sie wissen"
    override val kind = "Welche Art ist es?"
    override val keepMedicine = "Dieses Medikament behalten"
    override val stopped = "Nehme ich nicht mehr"
    override val drop = "Herausnehmen"
    override val labs = "Eisenwerte"
    override val noLabs = "Hier stehen keine. Die Zahlen stehen auf dem Blatt des Labors."
    override val addLab = "Eisenwerte hinzufügen"
    override val date = "Datum (Jahr-Monat-Tag)"
    override val ferritin = "Ferritin, in ng/ml oder µg/l"
    override val saturation = "Transferrinsättigung, in %"
    override val keepLab = "Diese Werte behalten"
    override val questions = "Fragen für die Praxis"
    override val onePerLine = "Höchstens drei, eine je Zeile"
    override val keepQuestions = "Fragen behalten"
    override val backgrounds = "Was trifft auf Sie zu?"

    override fun kind(kind: MedicineClass) = GermanMedicines.kind(kind)

    override fun medicine(
        medicine: Medicine,
        times: Times,
    ): String {
        val until = medicine.until?.let { "bis ${times.date(it)}" }
        val since = medicine.since?.let { "seit ${times.date(it)}" }
        return listOfNotNull(medicine.name, medicine.dose.ifEmpty { null }, kind(medicine.`class`), since, until).joinToString(" · ")
    }

    override fun lab(
        lab: Lab,
        times: Times,
    ) = listOfNotNull(
        times.date(lab.date),
        lab.ferritinTenths?.let { "Ferritin ${times.tenths(it)} ng/ml" },
        lab.tsatTenths?.let { "Transferrinsättigung ${times.tenths(it)} %" },
        lab.remark.ifEmpty { null },
    ).joinToString(" · ")

    override fun background(background: Background) =
        when (background) {
            Background.FAMILY_HISTORY -> "Unruhige Beine in der Familie"
            Background.KIDNEY_DISEASE -> "Eine Nierenkrankheit"
            Background.NEUROPATHY -> "Neuropathie"
            Background.PARKINSONS -> "Parkinson"
            Background.PREGNANCY -> "Eine Schwangerschaft"
        }
}

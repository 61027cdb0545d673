package app.lull.ui.words

import app.lull.core.Background
import app.lull.core.Lab
import app.lull.core.Medicine
import app.lull.core.MedicineClass

internal object EnglishHealth : HealthWords {
    override val title = "Medicines and iron"
    override val about = "What a doctor will ask about. It stands on the page for your doctor. Lull advises nothing about medicines."
    override val gone = "Taken out."
    override val medicines = "Medicines"
    override val noMedicines = "None is kept here."
    override val addMedicine = "Add a medicine"
    override val name = "Its name"
    override val dose = "Dose, if you know it"
    override val kind = "What kind is it?"
    override val keepMedicine = "Keep this medicine"
    override val stopped = "Not taken any more"
    override val drop = "Take out"
    override val labs = "Iron tests"
    override val noLabs = "None is kept here. The numbers are on the laboratory's sheet."
    override val addLab = "Add an iron test"
    override val date = "Date (year-month-day)"
    override val ferritin = "Ferritin, in ng/mL or µg/L"
    override val saturation = "Transferrin saturation, in %"
    override val keepLab = "Keep this test"
    override val questions = "Questions for your doctor"
    override val onePerLine = "At most three, one a line"
    override val keepQuestions = "Keep the questions"
    override val backgrounds = "What applies to you?"

    override fun kind(kind: MedicineClass) = EnglishMedicines.kind(kind)

    override fun medicine(
        medicine: Medicine,
        times: Times,
    ): String {
        val until = medicine.until?.let { "until ${times.date(it)}" }
        val since = medicine.since?.let { "since ${times.date(it)}" }
        return listOfNotNull(medicine.name, medicine.dose.ifEmpty { null }, kind(medicine.`class`), since, until).joinToString(" · ")
    }

    override fun lab(
        lab: Lab,
        times: Times,
    ) = listOfNotNull(
        times.date(lab.date),
        lab.ferritinTenths?.let { "ferritin ${times.tenths(it)} ng/mL" },
        lab.tsatTenths?.let { "transferrin saturation ${times.tenths(it)} %" },
        lab.remark.ifEmpty { null },
    ).joinToString(" · ")

    override fun background(background: Background) =
        when (background) {
            Background.FAMILY_HISTORY -> "Restless legs in the family"
            Background.KIDNEY_DISEASE -> "A kidney disease"
            Background.NEUROPATHY -> "Neuropathy"
            Background.PARKINSONS -> "Parkinson's disease"
            Background.PREGNANCY -> "A pregnancy"
        }
}

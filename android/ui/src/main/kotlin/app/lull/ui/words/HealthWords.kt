package app.lull.ui.words

import app.lull.core.Background
import app.lull.core.Lab
import app.lull.core.Medicine
import app.lull.core.MedicineClass

/** The words of medicines, iron tests and questions. */
interface HealthWords {
    val title: String
    val about: String
    val gone: String
    val medicines: String
    val noMedicines: String
    val addMedicine: String
    val name: String
    val dose: String
    val kind: String
    val keepMedicine: String
    val stopped: String
    val drop: String
    val labs: String
    val noLabs: String
    val addLab: String
    val date: String
    val ferritin: String
    val saturation: String
    val keepLab: String
    val questions: String
    val onePerLine: String
    val keepQuestions: String
    val backgrounds: String

    fun kind(kind: MedicineClass): String

    fun medicine(
        medicine: Medicine,
        times: Times,
    ): String

    fun lab(
        lab: Lab,
        times: Times,
    ): String

    fun background(background: Background): String
}

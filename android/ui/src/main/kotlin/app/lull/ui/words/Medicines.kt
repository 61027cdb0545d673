package app.lull.ui.words

import app.lull.core.MedicineClass

/** What kinds of medicine are called. */
internal object EnglishMedicines {
    fun kind(kind: MedicineClass) =
        when (kind) {
            MedicineClass.DOPAMINE_AGONIST -> "dopamine agonist"
            MedicineClass.LEVODOPA -> "levodopa"
            MedicineClass.GABAPENTINOID -> "gabapentinoid"
            MedicineClass.OPIOID -> "opioid"
            MedicineClass.IRON -> "iron"
            MedicineClass.SSRI -> "SSRI or SNRI"
            MedicineClass.TRICYCLIC -> "tricyclic"
            MedicineClass.LITHIUM -> "lithium"
            MedicineClass.ANTIPSYCHOTIC -> "antipsychotic"
            MedicineClass.SEDATING_ANTIHISTAMINE -> "sedating antihistamine"
            MedicineClass.OTHER -> "another kind"
            MedicineClass.UNKNOWN -> "kind not known"
        }
}

internal object GermanMedicines {
    fun kind(kind: MedicineClass) =
        when (kind) {
            MedicineClass.DOPAMINE_AGONIST -> "Dopaminagonist"
            MedicineClass.LEVODOPA -> "Levodopa"
            MedicineClass.GABAPENTINOID -> "Gabapentinoid"
            MedicineClass.OPIOID -> "Opioid"
            MedicineClass.IRON -> "Eisen"
            MedicineClass.SSRI -> "SSRI oder SNRI"
            MedicineClass.TRICYCLIC -> "Trizyklikum"
            MedicineClass.LITHIUM -> "Lithium"
            MedicineClass.ANTIPSYCHOTIC -> "Antipsychotikum"
            MedicineClass.SEDATING_ANTIHISTAMINE -> "dämpfendes Antihistaminikum"
            MedicineClass.OTHER -> "andere Art"
            MedicineClass.UNKNOWN -> "Art nicht bekannt"
        }
}

package app.lull.ui.words

import app.lull.core.Refusal

/** Why a device does not do what it is asked, and where it can be changed. */
internal object EnglishRefusals {
    fun refusal(refusal: Refusal) =
        when (refusal) {
            is Refusal.NotSupported -> "it cannot do that"
            is Refusal.InvalidParameter -> "it did not accept the value"
            is Refusal.Failed -> "it tried and failed"
            is Refusal.Busy -> "it is doing something else"
            is Refusal.PressMode -> "set it to switch mode in its maker's app"
            is Refusal.NotPermitted -> "it does not permit that"
            is Refusal.Resting -> "it rests a while"
            is Refusal.InterlockOpen -> "its safety switch is open"
            is Refusal.OverTemperature -> "it is too warm"
            is Refusal.LowSupply -> "its supply is too low"
            is Refusal.MotorFault -> "its motor has a fault"
            is Refusal.WrongState -> "it is not in the right state for that"
            is Refusal.LockedAtDevice -> "it is locked at the device"
            is Refusal.PasswordNeeded -> "it needs its password"
            is Refusal.ControlOff -> "switch on control by Bluetooth in its maker's app"
            is Refusal.Other -> "it gave no reason that Lull knows"
        }
}

internal object GermanRefusals {
    fun refusal(refusal: Refusal) =
        when (refusal) {
            is Refusal.NotSupported -> "das kann es nicht"
            is Refusal.InvalidParameter -> "den Wert nahm es nicht an"
            is Refusal.Failed -> "es hat es versucht, ohne Erfolg"
            is Refusal.Busy -> "es tut gerade etwas anderes"
            is Refusal.PressMode -> "stellen Sie es in der App des Herstellers auf Schalten"
            is Refusal.NotPermitted -> "das erlaubt es nicht"
            is Refusal.Resting -> "es ruht eine Weile"
            is Refusal.InterlockOpen -> "sein Sicherheitsschalter ist offen"
            is Refusal.OverTemperature -> "es ist zu warm"
            is Refusal.LowSupply -> "seine Versorgung ist zu schwach"
            is Refusal.MotorFault -> "sein Motor hat einen Fehler"
            is Refusal.WrongState -> "dafür ist es nicht im richtigen Zustand"
            is Refusal.LockedAtDevice -> "es ist am Gerät gesperrt"
            is Refusal.PasswordNeeded -> "es braucht sein Passwort"
            is Refusal.ControlOff -> "schalten Sie in der App des Herstellers die Steuerung über Bluetooth ein"
            is Refusal.Other -> "es nannte keinen Grund, den Lull kennt"
        }
}

package app.lull.phone.ports

import android.content.ComponentName
import app.lull.ui.Maker

/** Whose phone it is, and the pages of its maker's own settings. No maker documents them: each is tried, and may be gone. */
internal object MakerPages {
    /** By `Build.MANUFACTURER`; absent: a maker that is not known to stop apps. */
    fun maker(manufacturer: String): Maker? =
        when (manufacturer.lowercase()) {
            "xiaomi", "redmi", "poco" -> Maker.XIAOMI
            "huawei", "honor" -> Maker.HUAWEI
            "samsung" -> Maker.SAMSUNG
            "oppo", "realme", "oneplus" -> Maker.OPPO
            "vivo", "iqoo" -> Maker.VIVO
            else -> null
        }

    /** The newest first. */
    fun of(maker: Maker): List<ComponentName> =
        when (maker) {
            Maker.XIAOMI -> listOf(page("com.miui.securitycenter", "com.miui.permcenter.autostart.AutoStartManagementActivity"))
            Maker.HUAWEI ->
                listOf("com.hihonor.systemmanager", "com.huawei.systemmanager").map { page(it, "$it.startupmgr.ui.StartupNormalAppListActivity") } +
                    page("com.huawei.systemmanager", "com.huawei.systemmanager.optimize.process.ProtectActivity")
            Maker.SAMSUNG ->
                listOf("com.samsung.android.sm.battery.ui.BatteryActivity", "com.samsung.android.sm.ui.battery.BatteryActivity")
                    .map { page("com.samsung.android.lool", it) }
            Maker.OPPO ->
                listOf(
                    page("com.coloros.safecenter", "com.coloros.safecenter.startupapp.StartupAppListActivity"),
                    page("com.coloros.safecenter", "com.coloros.safecenter.permission.startup.StartupAppListActivity"),
                    page("com.oppo.safe", "com.oppo.safe.permission.startup.StartupAppListActivity"),
                    page("com.oneplus.security", "com.oneplus.security.chainlaunch.view.ChainLaunchAppListActivity"),
                )
            Maker.VIVO ->
                listOf(
                    page("com.vivo.permissionmanager", "com.vivo.permissionmanager.activity.BgStartUpManagerActivity"),
                    page("com.iqoo.secure", "com.iqoo.secure.ui.phoneoptimize.BgStartUpManager"),
                )
        }

    private fun page(
        app: String,
        activity: String,
    ) = ComponentName(app, activity)
}

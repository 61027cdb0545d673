package app.lull.phone

import android.app.Activity
import android.app.Application.ActivityLifecycleCallbacks
import android.os.Bundle
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.LifecycleRegistry
import androidx.lifecycle.ViewModelStore
import androidx.lifecycle.ViewModelStoreOwner
import androidx.savedstate.SavedStateRegistry
import androidx.savedstate.SavedStateRegistryController
import androidx.savedstate.SavedStateRegistryOwner

/**
 * Gives Compose what `ComponentActivity` would, so that the Activity needs no more than the framework and its tests no more
 * than Robolectric: a lifecycle, a place for what a turned phone must not forget, and a store.
 *
 * It is to be made while the Activity is in `onCreate`.
 */
internal class ActivityOwner(
    activity: Activity,
) : SavedStateRegistryOwner,
    ViewModelStoreOwner {
    private val registry = LifecycleRegistry(this)
    private val saved = SavedStateRegistryController.create(this)

    override val lifecycle: Lifecycle get() = registry
    override val savedStateRegistry: SavedStateRegistry get() = saved.savedStateRegistry
    override val viewModelStore = ViewModelStore()

    init {
        saved.performAttach()
        activity.registerActivityLifecycleCallbacks(Steps())
    }

    /** The Activity's own steps. Its beginning was announced before this was made; what comes right after it was not. */
    private inner class Steps : ActivityLifecycleCallbacks {
        override fun onActivityPostCreated(
            activity: Activity,
            savedInstanceState: Bundle?,
        ) {
            saved.performRestore(savedInstanceState)
            registry.handleLifecycleEvent(Lifecycle.Event.ON_CREATE)
        }

        override fun onActivityCreated(
            activity: Activity,
            savedInstanceState: Bundle?,
        ) = Unit

        override fun onActivityStarted(activity: Activity) = registry.handleLifecycleEvent(Lifecycle.Event.ON_START)

        override fun onActivityResumed(activity: Activity) = registry.handleLifecycleEvent(Lifecycle.Event.ON_RESUME)

        override fun onActivityPaused(activity: Activity) = registry.handleLifecycleEvent(Lifecycle.Event.ON_PAUSE)

        override fun onActivityStopped(activity: Activity) = registry.handleLifecycleEvent(Lifecycle.Event.ON_STOP)

        override fun onActivitySaveInstanceState(
            activity: Activity,
            outState: Bundle,
        ) = saved.performSave(outState)

        override fun onActivityDestroyed(activity: Activity) {
            registry.handleLifecycleEvent(Lifecycle.Event.ON_DESTROY)
            // Nothing of Lull's is in it: its screens' state lives as long as the process does.
            viewModelStore.clear()
        }
    }
}

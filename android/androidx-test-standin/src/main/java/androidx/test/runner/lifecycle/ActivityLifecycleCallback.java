package androidx.test.runner.lifecycle;

import android.app.Activity;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public interface ActivityLifecycleCallback {
  void onActivityLifecycleChanged(Activity activity, Stage stage);
}

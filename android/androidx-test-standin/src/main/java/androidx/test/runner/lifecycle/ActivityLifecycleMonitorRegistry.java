package androidx.test.runner.lifecycle;

import java.util.concurrent.atomic.AtomicReference;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class ActivityLifecycleMonitorRegistry {
  private static final AtomicReference<ActivityLifecycleMonitor> INSTANCE = new AtomicReference<>();

  private ActivityLifecycleMonitorRegistry() {}

  public static ActivityLifecycleMonitor getInstance() {
    ActivityLifecycleMonitor m = INSTANCE.get();
    if (m == null) throw new IllegalStateException("No lifecycle monitor registered");
    return m;
  }

  public static void registerInstance(ActivityLifecycleMonitor monitor) {
    INSTANCE.set(monitor);
  }
}

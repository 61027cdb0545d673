package androidx.test.runner.lifecycle;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class ApplicationLifecycleMonitorRegistry {
  private ApplicationLifecycleMonitorRegistry() {}

  public static void registerInstance(ApplicationLifecycleMonitor monitor) {}
}

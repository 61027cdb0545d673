package androidx.test.runner.intent;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class IntentMonitorRegistry {
  private IntentMonitorRegistry() {}

  public static void registerInstance(IntentMonitor monitor) {}
}

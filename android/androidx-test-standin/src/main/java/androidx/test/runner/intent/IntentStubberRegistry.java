package androidx.test.runner.intent;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class IntentStubberRegistry {
  private IntentStubberRegistry() {}

  public static boolean isLoaded() {
    return false;
  }

  public static IntentStubber getInstance() {
    throw new IllegalStateException("no intent stubber");
  }
}

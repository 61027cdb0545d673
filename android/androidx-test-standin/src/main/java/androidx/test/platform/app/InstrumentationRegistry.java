package androidx.test.platform.app;

import android.app.Instrumentation;
import android.os.Bundle;
import java.util.concurrent.atomic.AtomicReference;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class InstrumentationRegistry {
  private static final AtomicReference<Instrumentation> INSTANCE = new AtomicReference<>();
  private static final AtomicReference<Bundle> ARGUMENTS = new AtomicReference<>();

  private InstrumentationRegistry() {}

  public static Instrumentation getInstrumentation() {
    Instrumentation i = INSTANCE.get();
    if (i == null) throw new IllegalStateException("No instrumentation registered");
    return i;
  }

  public static Bundle getArguments() {
    Bundle b = ARGUMENTS.get();
    if (b == null) throw new IllegalStateException("No instrumentation arguments registered");
    return new Bundle(b);
  }

  public static void registerInstance(Instrumentation instrumentation, Bundle arguments) {
    INSTANCE.set(instrumentation);
    ARGUMENTS.set(new Bundle(arguments));
  }
}

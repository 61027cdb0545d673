package androidx.test.runner.intent;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public interface IntentMonitor {}

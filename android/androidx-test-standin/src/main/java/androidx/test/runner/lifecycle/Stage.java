package androidx.test.runner.lifecycle;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public enum Stage { PRE_ON_CREATE, CREATED, STARTED, RESUMED, PAUSED, STOPPED, RESTARTED, DESTROYED }

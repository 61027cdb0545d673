package androidx.test.runner.lifecycle;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public enum ApplicationStage { PRE_ON_CREATE, CREATED }

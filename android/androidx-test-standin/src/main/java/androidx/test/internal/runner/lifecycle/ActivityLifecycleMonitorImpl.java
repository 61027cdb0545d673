package androidx.test.internal.runner.lifecycle;

import android.app.Activity;
import androidx.test.runner.lifecycle.ActivityLifecycleCallback;
import androidx.test.runner.lifecycle.ActivityLifecycleMonitor;
import androidx.test.runner.lifecycle.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Stands in for androidx.test's class of this name, so far as Robolectric touches it. */
public final class ActivityLifecycleMonitorImpl implements ActivityLifecycleMonitor {
  private final List<ActivityLifecycleCallback> callbacks = new ArrayList<>();
  private final Map<Activity, Stage> stages = new WeakHashMap<>();

  @Override
  public synchronized void addLifecycleCallback(ActivityLifecycleCallback callback) {
    if (!callbacks.contains(callback)) callbacks.add(callback);
  }

  @Override
  public synchronized void removeLifecycleCallback(ActivityLifecycleCallback callback) {
    callbacks.remove(callback);
  }

  @Override
  public synchronized Stage getLifecycleStageOf(Activity activity) {
    Stage s = stages.get(activity);
    if (s == null) throw new IllegalArgumentException("Unknown activity: " + activity);
    return s;
  }

  @Override
  public synchronized Collection<Activity> getActivitiesInStage(Stage stage) {
    List<Activity> out = new ArrayList<>();
    for (Map.Entry<Activity, Stage> e : stages.entrySet()) {
      if (e.getValue() == stage) out.add(e.getKey());
    }
    return out;
  }

  public void signalLifecycleChange(Stage stage, Activity activity) {
    List<ActivityLifecycleCallback> copy;
    synchronized (this) {
      stages.put(activity, stage);
      copy = new ArrayList<>(callbacks);
    }
    for (ActivityLifecycleCallback c : copy) c.onActivityLifecycleChanged(activity, stage);
  }
}

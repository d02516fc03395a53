package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import java.util.ArrayList;
import java.util.List;

/** The pushes of an interleaving that are under way, delivered one by one when the test says so. Thread-safe. */
final class LatePushes {

  /** As the model: more of them under way make no difference, because each drops the one key there is. */
  private static final int MOST = 3;

  private final List<Runnable> underWay = new ArrayList<>();

  /** Lets a listener hear of changes later. */
  ChangeListener<String> to(ChangeListener<String> listener) {
    return new ChangeListener<>() {
      @Override
      public void changed(String key) {
        add(() -> listener.changed(key));
      }

      @Override
      public void allChanged() {
        changed("k");
      }
    };
  }

  private synchronized void add(Runnable push) {
    if (underWay.size() < MOST) {
      underWay.add(push);
    }
  }

  private synchronized Runnable takeFirst() {
    return underWay.remove(0);
  }

  void deliverFirst() {
    takeFirst().run();
  }

  void deliverAll() {
    while (size() > 0) {
      deliverFirst();
    }
  }

  synchronized int size() {
    return underWay.size();
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import java.util.ArrayList;
import java.util.List;

/** The pushes of an interleaving that are under way, delivered one by one when the explorer says so. */
final class LatePushes {

  /** As the model: more of them under way make no difference, because each drops the one key there is. */
  private static final int MOST = 3;

  private final List<Runnable> underWay = new ArrayList<>();

  /** Lets a listener hear of changes later. */
  ChangeListener<String> to(ChangeListener<String> listener) {
    return new ChangeListener<>() {
      @Override
      public void changed(String key) {
        if (underWay.size() < MOST) {
          underWay.add(() -> listener.changed(key));
        }
      }

      @Override
      public void allChanged() {
        changed("k");
      }
    };
  }

  void deliverFirst() {
    underWay.remove(0).run();
  }

  int size() {
    return underWay.size();
  }
}

package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest local tier: one key, dropped at each notice, and kept only if none came during the read. */
final class LocalCopy implements ChangeListener<String> {

  private String key = "";
  private int notices;
  private @Nullable String value;

  synchronized void begin(String next) {
    key = next;
    value = null;
  }

  @Override
  public synchronized void changed(String changed) {
    if (changed.equals(key)) {
      allChanged();
    }
  }

  @Override
  public synchronized void allChanged() {
    notices++;
    value = null;
  }

  synchronized @Nullable String value() {
    return value;
  }

  /** Reads the shared tier and keeps what it reads, unless it has something. */
  void readThrough(SharedCache<String, String> shared) {
    if (value() != null) {
      return;
    }
    int before = notices();
    StoredEntry<String> read = shared.get(List.of(key())).get(key());
    keep(before, read == null ? null : read.value());
  }

  private synchronized int notices() {
    return notices;
  }

  private synchronized String key() {
    return key;
  }

  private synchronized void keep(int before, @Nullable String read) {
    if (before == notices) {
      value = read;
    }
  }
}

package io.symphra.cache;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A shared tier in the heap whose notices can be lost, and whose trust can be taken away. */
final class NoticeTier implements SharedTier {

  private final SharedTier sound;
  private volatile boolean losing;
  private volatile boolean coherent = true;
  private final AtomicInteger epoch = new AtomicInteger();

  NoticeTier(SharedTier sound) {
    this.sound = sound;
  }

  /** From now on no notice arrives, or every notice does. */
  void loseNotices(boolean lose) {
    losing = lose;
  }

  /** Whether the connection is known to have been alive until now. */
  void coherent(boolean is) {
    coherent = is;
  }

  /** A new spell of listening begins. */
  void reconnect() {
    epoch.incrementAndGet();
    coherent = true;
  }

  @Override
  @SuppressWarnings("unchecked") // the proxy implements the type that is cast to
  public <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
    SharedCache<K, V> cache = sound.open(config, new Lossy<>(listener));
    Coherence coherence = new Trust();
    return (SharedCache<K, V>) Proxy.newProxyInstance(
        NoticeTier.class.getClassLoader(),
        new Class<?>[] {SharedCache.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("coherence")) {
            return coherence;
          }
          try {
            return method.invoke(cache, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @Override
  public void close() {
    sound.close();
  }

  private final class Trust implements Coherence {
    @Override
    public int epoch() {
      return epoch.get();
    }

    @Override
    public boolean isCoherent(long now) {
      return coherent;
    }
  }

  private final class Lossy<K> implements ChangeListener<K> {

    private final ChangeListener<K> listener;

    Lossy(ChangeListener<K> listener) {
      this.listener = listener;
    }

    @Override
    public void changed(K key) {
      if (!losing) {
        listener.changed(key);
      }
    }

    @Override
    public void allChanged() {
      if (!losing) {
        listener.allChanged();
      }
    }
  }
}

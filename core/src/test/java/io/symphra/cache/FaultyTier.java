package io.symphra.cache;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A shared tier in the heap that fails where it is told to. */
public final class FaultyTier implements SharedTier {

  private final SharedTier sound;
  private final Map<String, Supplier<? extends Throwable>> faults = new ConcurrentHashMap<>();
  private final Map<String, Supplier<? extends Throwable>> lateFaults = new ConcurrentHashMap<>();

  /** A tier without faults. */
  public FaultyTier(SharedTier sound) {
    this.sound = sound;
  }

  /** From now on an operation throws, and does nothing. */
  public void fail(String operation, Supplier<? extends Throwable> fault) {
    faults.put(operation, fault);
  }

  /** From now on an operation does its work and then throws, as when the answer of a server is lost. */
  public void failAfterwards(String operation, Supplier<? extends Throwable> fault) {
    lateFaults.put(operation, fault);
  }

  /** From now on every operation with which a cache talks to the tier throws. */
  public void goDown() {
    for (String operation : new String[] {
      "get",
      "lease",
      "fill",
      "put",
      "fence",
      "upgrade",
      "renew",
      "release",
      "invalidate",
      "invalidateMatching",
      "expire",
      "scan",
      "clear",
      "awaitChanges"
    }) {
      fail(operation, () -> new IllegalStateException("the server is away"));
    }
  }

  /** From now on nothing throws. */
  public void recover() {
    faults.clear();
    lateFaults.clear();
  }

  @Override
  @SuppressWarnings("unchecked") // the proxy implements the type that is cast to
  public <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
    SharedCache<K, V> cache = sound.open(config, listener);
    return (SharedCache<K, V>) Proxy.newProxyInstance(
        FaultyTier.class.getClassLoader(),
        new Class<?>[] {SharedCache.class},
        (proxy, method, arguments) -> {
          throwIfTold(faults, method.getName());
          Object answer;
          try {
            answer = method.invoke(cache, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          throwIfTold(lateFaults, method.getName());
          return answer;
        });
  }

  @Override
  public void close() {
    sound.close();
    if (faults.get("closeTier") != null) {
      throw new IllegalStateException("the connection is gone");
    }
  }

  private static void throwIfTold(
      Map<String, Supplier<? extends Throwable>> faults, String operation) throws Throwable {
    Supplier<? extends Throwable> fault = faults.get(operation);
    if (fault != null) {
      throw fault.get();
    }
  }
}

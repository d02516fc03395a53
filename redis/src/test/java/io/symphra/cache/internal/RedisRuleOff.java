package io.symphra.cache.internal;

import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis on which one of the scripts' rules does not hold, because the guard is changed before or after the
 * script. Nobody else moves meanwhile, so it is as if the script did it.
 */
final class RedisRuleOff {

  private final SharedCache<String, Long> real;
  private final Mutation mutation;
  private final StoredGuard guard;

  private RedisRuleOff(SharedCache<String, Long> real, Mutation mutation, StoredGuard guard) {
    this.real = real;
    this.mutation = mutation;
    this.guard = guard;
  }

  /** The connection without the rule; the connection itself if the rule is not one of the scripts'. */
  @SuppressWarnings("unchecked")
  static SharedCache<String, Long> on(
      SharedCache<String, Long> real, Mutation mutation, StoredGuard guard) {
    RedisRuleOff off = new RedisRuleOff(real, mutation, guard);
    return (SharedCache<String, Long>) Proxy.newProxyInstance(
        RedisRuleOff.class.getClassLoader(),
        new Class<?>[] {SharedCache.class},
        (proxy, method, args) -> off.call(method, args));
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object call(Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    String operation = method.getName();
    if (mutation == Mutation.NO_LEASE && operation.equals("fill")) {
      ((Map<String, Fill<Long>>) args[0])
          .values()
          .forEach(fill -> guard.setLease(fill.lease().token()));
    }
    if (mutation == Mutation.LEASE_IGNORES_FENCE
        && operation.equals("lease")
        && guard.get() instanceof FenceGuard) {
      guard.delete();
    }
    if (mutation == Mutation.NO_TAINT && operation.equals("release")) {
      guard.untaint();
    }
    if (mutation == Mutation.UPGRADE_WITHOUT_LEASE && operation.equals("upgrade")) {
      Set<String> keys = ((Map<String, Lease>) args[0]).keySet();
      real.fence(keys, (Fence) args[1]);
      return keys;
    }
    if (mutation == Mutation.INVALIDATE_WITHOUT_TAINT && operation.equals("invalidate")) {
      boolean untainted = guard.isUntaintedFence();
      real.invalidate((Collection<String>) args[0]);
      if (untainted) {
        guard.untaint();
      }
      return null;
    }
    if (operation.equals("release") && !guard.isFenceOf(((Fence) args[0]).token())) {
      return releaseUnknown((Fence) args[0], (Map<String, @Nullable StoredEntry<Long>>) args[1]);
    }
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Set<String> releaseUnknown(
      Fence fence, Map<String, @Nullable StoredEntry<Long>> entries) {
    boolean untainted = guard.isUntaintedFence();
    Set<String> set = real.release(fence, entries);
    if (mutation == Mutation.UNKNOWN_RELEASE_WITHOUT_TAINT && untainted) {
      guard.untaint();
    }
    if (mutation == Mutation.UNKNOWN_RELEASE_SETS) {
      Map<String, StoredEntry<Long>> values = entries.entrySet().stream()
          .filter(entry -> entry.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      guard.without(() -> real.put(values));
      return values.keySet();
    }
    return set;
  }
}

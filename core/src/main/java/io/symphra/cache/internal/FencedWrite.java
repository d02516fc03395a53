package io.symphra.cache.internal;

import io.symphra.cache.CacheWriteException;
import io.symphra.cache.SharedTierOutage;
import io.symphra.cache.event.WriteKind;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.StoredEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write between the raising and the lowering of its fence; a failed one unless it is told otherwise.
 *
 * <p>The fence is up when the constructor returns. When it throws, what was raised was lowered again, or falls at its
 * deadline. Where writes go on without the shared tier there may be no fence; then the keys are let go at the end.
 */
final class FencedWrite<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(FencedWrite.class);

  private final WriteParts<K, V> parts;
  private final Set<K> keys;
  private final WriteKind kind;
  private final @Nullable Fence fence;
  private boolean done;
  private @Nullable Throwable cause;

  FencedWrite(WriteParts<K, V> parts, Set<K> keys, WriteKind kind) {
    this(parts, keys, kind, raise(parts, keys, kind));
  }

  private FencedWrite(WriteParts<K, V> parts, Set<K> keys, WriteKind kind, @Nullable Fence fence) {
    this.parts = parts;
    this.keys = keys;
    this.kind = kind;
    this.fence = fence;
  }

  /** A write whose fence takes the place of a lease; null if the lease no longer stands. */
  static <K, V> @Nullable FencedWrite<K, V> upgraded(
      WriteParts<K, V> parts, K key, WriteKind kind, Lease lease) {
    Set<K> keys = Set.of(key);
    Fence fence = raised(parts, keys, kind, () -> parts.keeper().upgrade(key, lease));
    return fence == null ? null : new FencedWrite<>(parts, keys, kind, fence);
  }

  /** The write has happened. */
  void succeeded() {
    done = true;
  }

  /** The write threw. */
  void failed(Throwable thrown) {
    cause = thrown;
  }

  /** Lowers the fence and drops every key. */
  void drop() {
    lower(Map.of());
  }

  /**
   * Lowers the fence and sets what is given, unless another write or an invalidation came between; drops the rest.
   *
   * <p>Never throws: the write has happened. If the shared tier fails now the fence stands until its deadline, and until
   * then readers go to the system of record.
   */
  void lower(Map<K, StoredEntry<V>> entries) {
    if (fence == null) {
      letGo();
    } else {
      release(fence, entries);
    }
    keys.forEach(parts.local().changes()::changed);
    if (done) {
      parts.events().written(keys, kind, fence != null);
    } else {
      parts.events().writeFailed(keys, kind, cause);
    }
  }

  private void release(Fence standing, Map<K, StoredEntry<V>> entries) {
    Map<K, @Nullable StoredEntry<V>> all = new HashMap<>();
    keys.forEach(key -> all.put(key, entries.get(key)));
    parts.keeper().forget(standing);
    try {
      parts.shared().release(standing, all);
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      LOG.warn(
          "cache '{}': lowering a fence failed, it stands on {} keys until its timeout of {}",
          parts.config().name(),
          keys.size(),
          parts.config().fenceTimeout(),
          e);
    }
  }

  /** The end of a write without a fence. What the tier cannot be told now it is told when it is back. */
  private void letGo() {
    try {
      parts.shared().invalidate(keys);
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
    }
  }

  private static <K, V> @Nullable Fence raise(WriteParts<K, V> parts, Set<K> keys, WriteKind kind) {
    if (parts.config().whenSharedTierIsDown() == SharedTierOutage.FAIL) {
      return raised(parts, keys, kind, () -> parts.keeper().raise(List.copyOf(keys)));
    }
    try {
      return parts.keeper().raise(List.copyOf(keys));
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      LOG.debug(
          "cache '{}': a write on {} keys goes on without a fence",
          parts.config().name(),
          keys.size(),
          e);
      return null;
    }
  }

  private static <K, V, F extends @Nullable Fence> F raised(
      WriteParts<K, V> parts, Set<K> keys, WriteKind kind, Supplier<F> raise) {
    try {
      return raise.get();
    } catch (RuntimeException e) {
      parts.stats().sharedTierFailures.increment();
      parts.events().writeFailed(keys, kind, e);
      throw new CacheWriteException(
          "cache '%s': the fence could not be raised, nothing was written"
              .formatted(parts.config().name()),
          e);
    }
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.spi.ValueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values over a cache of bytes. What cannot be decoded is a miss, and the next fill overwrites it. Negative entries pass
 * as they are. What cannot be encoded is not stored, counted, and logged at most once a minute.
 *
 * <p>Thread-safe if the codec is.
 */
final class EncodedSharedCache<K, V> implements SharedCache<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(EncodedSharedCache.class);

  /** How many values a tier could not make bytes of, or values of bytes. */
  record Counters(LongAdder notEncodable, LongAdder undecodable) {
    Counters() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private final String cacheName;
  private final SharedCache<K, byte[]> bytes;
  private final ValueCodec<V> codec;
  private final Counters counters;
  private final OnceAMinute lines;

  EncodedSharedCache(
      String cacheName,
      SharedCache<K, byte[]> bytes,
      ValueCodec<V> codec,
      Counters counters,
      Ticker ticker) {
    this.cacheName = cacheName;
    this.bytes = bytes;
    this.codec = codec;
    this.counters = counters;
    this.lines = new OnceAMinute(ticker);
  }

  @Override
  public long now() {
    return bytes.now();
  }

  @Override
  public Coherence coherence() {
    return bytes.coherence();
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    Map<K, StoredEntry<V>> found = new HashMap<>();
    bytes.get(keys).forEach((key, entry) -> {
      StoredEntry<V> decoded = decoded(entry);
      if (decoded != null) {
        found.put(key, decoded);
      }
    });
    return found;
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    Map<K, LeaseAnswer<V>> answers = new HashMap<>();
    List<K> broken = new ArrayList<>();
    bytes.lease(keys, timeout, staleAt).forEach((key, answer) -> {
      LeaseAnswer<V> mine = decoded(answer);
      if (mine == null) {
        broken.add(key);
      } else {
        answers.put(key, mine);
      }
    });
    if (!broken.isEmpty()) {
      bytes.lease(broken, timeout, Long.MAX_VALUE).forEach((key, answer) -> {
        LeaseAnswer<V> mine = decoded(answer);
        answers.put(key, mine == null ? new LeaseAnswer.Wait<>() : mine);
      });
    }
    return answers;
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    Map<K, Fill<byte[]>> encoded = new HashMap<>();
    Set<K> failed = new HashSet<>();
    fills.forEach((key, fill) -> {
      StoredEntry<byte[]> entry = encoded(fill.entry());
      if (entry == null && fill.entry() != null) {
        failed.add(key);
      }
      encoded.put(
          key,
          new Fill<>(
              fill.lease(), entry, fill.drops(), entry == null ? null : fill.standingSince()));
    });
    Set<K> accepted = new HashSet<>(bytes.fill(encoded));
    accepted.removeAll(failed);
    return accepted;
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    Map<K, StoredEntry<byte[]>> encoded = new HashMap<>();
    Set<K> failed = new HashSet<>();
    entries.forEach((key, entry) -> {
      StoredEntry<byte[]> bytesOf = encoded(entry);
      if (bytesOf == null) {
        failed.add(key);
      } else {
        encoded.put(key, bytesOf);
      }
    });
    bytes.invalidate(failed);
    return bytes.put(encoded);
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    bytes.fence(keys, fence);
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    return bytes.upgrade(leases, fence);
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    return bytes.renew(keys, fence);
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    Map<K, @Nullable StoredEntry<byte[]>> encoded = new HashMap<>();
    entries.forEach((key, entry) -> encoded.put(key, encoded(entry)));
    return bytes.release(fence, encoded);
  }

  @Override
  public void invalidate(Collection<K> keys) {
    bytes.invalidate(keys);
  }

  @Override
  public void invalidateMatching(Glob glob) {
    bytes.invalidateMatching(glob);
  }

  @Override
  public void clear() {
    bytes.clear();
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    return bytes.expire(freshFor);
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    return bytes.scan(glob, limit);
  }

  @Override
  public void awaitChanges() {
    bytes.awaitChanges();
  }

  @Override
  public void close() {
    bytes.close();
  }

  /** The entry as bytes; null if there is none, or if the codec fails: then it is not stored, and nothing waits for it. */
  private @Nullable StoredEntry<byte[]> encoded(@Nullable StoredEntry<V> entry) {
    if (entry == null) {
      return null;
    }
    V value = entry.value();
    if (value == null) { // a negative entry has no bytes, and no codec is asked for them
      return entry.withValue(null);
    }
    try {
      return entry.withValue(codec.encode(value));
    } catch (
        RuntimeException e) { // user code, between the steps of a load or a write that must go on
      counters.notEncodable().increment();
      if (lines.isTime()) { // without the exception's message, which may hold the value
        LOG.warn(
            "cache '{}': {} cannot encode a value ({}); it is answered and not stored; more of them are counted, and logged once a minute",
            cacheName,
            codec.getClass().getName(),
            e.getClass().getName());
      }
      return null;
    }
  }

  private @Nullable StoredEntry<V> decoded(StoredEntry<byte[]> entry) {
    byte[] value = entry.value();
    if (value == null) {
      return entry.withValue(null);
    }
    try {
      return entry.withValue(codec.decode(value));
    } catch (
        RuntimeException e) { // bytes of a tier are untrusted, whatever the codec makes of them
      counters.undecodable().increment();
      LOG.debug(
          "cache '{}': an entry of {} bytes cannot be decoded and counts as a miss",
          cacheName,
          value.length,
          e);
      return null;
    }
  }

  /** The same answer with a decoded value; null if it cannot be decoded. */
  private @Nullable LeaseAnswer<V> decoded(LeaseAnswer<byte[]> answer) {
    if (answer instanceof LeaseAnswer.Present<byte[]> present) {
      StoredEntry<V> entry = decoded(present.entry());
      return entry == null ? null : new LeaseAnswer.Present<>(entry);
    }
    if (answer instanceof LeaseAnswer.Granted<byte[]> granted) {
      return new LeaseAnswer.Granted<>(granted.lease());
    }
    return answer instanceof LeaseAnswer.Wait<byte[]>
        ? new LeaseAnswer.Wait<>()
        : new LeaseAnswer.Fenced<>();
  }
}

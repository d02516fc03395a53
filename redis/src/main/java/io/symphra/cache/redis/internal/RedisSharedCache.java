package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.symphra.cache.redis.RedisTierException;
import io.symphra.cache.redis.internal.Batches.Step;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The entries of one cache on Redis. Each operation is one script, on many entries at once. Thread-safe. */
final class RedisSharedCache<K, V> implements SharedCache<K, V>, Subscriber {

  private static final byte[] NONE = new byte[0];
  private static final byte[] STORE = bytes("S");
  private static final byte[] DROP = bytes("D");
  private static final byte[] NOTHING = bytes("N");
  private static final long DONE = 1;
  private static final long WAIT = 2;
  private static final long LATE = 3;

  private final KeyLayout layout;
  private final KeyCodec<K> keyCodec;
  private final ValueFormat<V> format;
  private final ChangeListener<K> listener;
  private final Batches batches;
  private final Scan scan;
  private final Tracker tracker;
  private final FullServer full;
  private final String cacheName;
  private final long putWithin;

  RedisSharedCache(
      String cacheName,
      KeyLayout layout,
      KeyCodec<K> keyCodec,
      ValueFormat<V> format,
      ChangeListener<K> listener,
      TierParts parts) {
    this.layout = layout;
    this.keyCodec = keyCodec;
    this.format = format;
    this.listener = listener;
    this.batches = parts.batches();
    this.scan = parts.scan();
    this.tracker = parts.tracker();
    this.full = parts.full();
    this.cacheName = cacheName;
    this.putWithin = parts.putWithin();
    tracker.subscribe(cacheName, this);
  }

  @Override
  public long now() {
    return tracker.clock().millis();
  }

  @Override
  public Coherence coherence() {
    return tracker;
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    List<K> asked = List.copyOf(keys);
    List<byte[]> valueKeys = new ArrayList<>(asked.size());
    for (K key : asked) {
      valueKeys.add(layout.valueKey(keyCodec.encode(key)));
    }
    Map<K, StoredEntry<V>> found = new HashMap<>(asked.size() + asked.size() / 3 + 1);
    batches.read(valueKeys, (bytes, place) -> {
      StoredEntry<V> entry = format.read(bytes);
      if (entry != null) {
        found.put(asked.get(place), entry);
      }
    });
    return found;
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    Map<K, LeaseAnswer<V>> answers = new HashMap<>();
    Set<K> broken = lease(new HashSet<>(keys), timeout, staleAt, answers);
    if (!broken.isEmpty()) {
      // Fresh by its header and yet no value: whoever gets the lease overwrites it.
      lease(broken, timeout, Long.MAX_VALUE, answers)
          .forEach(key -> answers.put(key, new LeaseAnswer.Wait<>()));
    }
    return answers;
  }

  /** Asks once, and returns the keys whose entry looked fresh and cannot be decoded. */
  private Set<K> lease(
      Set<K> keys, Duration timeout, @Nullable Long staleAt, Map<K, LeaseAnswer<V>> answers) {
    Map<K, Lease> wanted = new HashMap<>();
    List<Step<K>> steps = new ArrayList<>();
    for (K key : keys) {
      Lease lease = new Lease(ThreadLocalRandom.current().nextLong(), timeout);
      wanted.put(key, lease);
      steps.add(step(key, bytes(lease.token())));
    }
    List<byte[]> fixed = List.of(
        format.signature(), timeout(timeout), staleAt == null ? NONE : bytes((long) staleAt));
    Set<K> broken = new HashSet<>();
    batches.run(Script.LEASE, fixed, steps).forEach((key, answer) -> {
      if (answer instanceof byte[] bytes) {
        StoredEntry<V> entry = format.read(bytes);
        if (entry == null) {
          broken.add(key);
        } else {
          answers.put(key, new LeaseAnswer.Present<>(entry));
        }
      } else if (answer.equals(DONE)) {
        answers.put(key, new LeaseAnswer.Granted<>(Objects.requireNonNull(wanted.get(key))));
      } else {
        answers.put(
            key, answer.equals(WAIT) ? new LeaseAnswer.Wait<>() : new LeaseAnswer.Fenced<>());
      }
    });
    return broken;
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    Set<K> unstored = new HashSet<>();
    List<Step<K>> steps = new ArrayList<>();
    fills.forEach((key, fill) -> {
      byte[] what = fill.drops() ? DROP : NOTHING;
      byte[] bytes = NONE;
      StoredEntry<V> entry = fill.entry();
      if (entry != null) {
        byte[] written = format.write(() -> keyCodec.encode(key), entry);
        if (written == null) { // the lease goes back all the same
          unstored.add(key);
        } else {
          what = STORE;
          bytes = written;
        }
      }
      steps.add(step(key, bytes(fill.lease().token()), what, bytes));
    });
    Set<K> done = done(Script.FILL, List.of(format.signature()), steps);
    done.removeAll(unstored);
    return done;
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    Set<K> unstored = new HashSet<>();
    List<Step<K>> steps = new ArrayList<>();
    entries.forEach((key, entry) -> {
      byte[] written = format.write(() -> keyCodec.encode(key), entry);
      if (written == null) {
        unstored.add(key);
      } else {
        steps.add(step(key, written));
      }
    });
    invalidate(unstored); // or what they should have replaced would stand
    return done(Script.PUT, List.of(bytes(now() + putWithin)), steps);
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    batches.run(Script.FENCE, List.of(bytes(fence.token()), timeout(fence.timeout())), steps(keys));
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    List<Step<K>> steps = new ArrayList<>();
    leases.forEach((key, lease) -> steps.add(step(key, bytes(lease.token()))));
    return done(Script.UPGRADE, List.of(bytes(fence.token()), timeout(fence.timeout())), steps);
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    return done(Script.RENEW, List.of(bytes(fence.token()), timeout(fence.timeout())), steps(keys));
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    List<Step<K>> steps = new ArrayList<>();
    entries.forEach((key, entry) -> {
      byte[] written = entry == null ? null : format.write(() -> keyCodec.encode(key), entry);
      steps.add(step(key, written == null ? NONE : written));
    });
    return done(Script.RELEASE, List.of(bytes(fence.token())), steps);
  }

  @Override
  public void invalidate(Collection<K> keys) {
    batches.run(Script.INVALIDATE, List.of(), steps(keys));
  }

  @Override
  public void invalidateMatching(Glob glob) {
    String beginning = Prefixes.of(glob);
    // Leases first: then a fill that is accepted later began later. The values that stand by then
    // go in the second pass.
    invalidateAll(glob, layout.guardsBeginning(beginning));
    invalidateAll(glob, layout.valuesBeginning(beginning));
  }

  private void invalidateAll(Glob glob, byte[] pattern) {
    scan.walk(pattern, page -> {
      Set<String> matching = new LinkedHashSet<>();
      page.forEach(key -> layout.rendered(key).filter(glob::matches).ifPresent(matching::add));
      List<Step<String>> steps = new ArrayList<>();
      matching.forEach(rendered -> steps.add(stepOn(rendered, rendered, List.of())));
      batches.run(Script.INVALIDATE, List.of(), steps);
      return true;
    });
  }

  @Override
  public void clear() {
    invalidateMatching(new Glob("*"));
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    List<Step<K>> steps = new ArrayList<>();
    freshFor.forEach((key, time) ->
        steps.add(step(key, bytes(time.isZero() ? 0 : Math.max(1, EntryFormat.millis(time))))));
    return done(Script.EXPIRE, List.of(format.signature(), bytes(EntryFormat.LONGEST)), steps);
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    Set<K> keys = new LinkedHashSet<>();
    scan.walk(layout.valuesBeginning(Prefixes.of(glob)), page -> {
      for (byte[] key : page) {
        if (keys.size() < limit) {
          layout.rendered(key).filter(glob::matches).flatMap(this::decoded).ifPresent(keys::add);
        }
      }
      return keys.size() < limit;
    });
    return keys;
  }

  @Override
  public void awaitChanges() {
    tracker.awaitChanges();
  }

  @Override
  public void close() {
    tracker.unsubscribe(cacheName, this);
  }

  @Override
  public void changed(byte[] valueKey) {
    layout.rendered(valueKey).flatMap(this::decoded).ifPresent(listener::changed);
  }

  @Override
  public void allChanged() {
    listener.allChanged();
  }

  private Optional<K> decoded(String rendered) {
    try {
      return Optional.of(keyCodec.decode(rendered));
    } catch (RuntimeException e) { // somebody else's key: anybody can write to the server
      return Optional.empty();
    }
  }

  private Set<K> done(Script script, List<byte[]> fixed, List<Step<K>> steps) {
    Set<K> done = new HashSet<>();
    batches.run(script, fixed, steps).forEach((key, answer) -> {
      if (answer.equals(DONE)) {
        done.add(key);
      } else if (answer.equals(FullServer.FULL)) {
        full.refused();
      } else if (answer.equals(LATE)) {
        throw new RedisTierException(
            "a put reached the server after its time, and was not done: the server was busy, or clocks of servers differ by more than a second",
            null);
      }
    });
    return done;
  }

  private List<Step<K>> steps(Collection<K> keys) {
    List<Step<K>> steps = new ArrayList<>();
    new LinkedHashSet<>(keys).forEach(key -> steps.add(step(key)));
    return steps;
  }

  private Step<K> step(K key, byte[]... args) {
    return stepOn(key, keyCodec.encode(key), List.of(args));
  }

  private <T> Step<T> stepOn(T key, String rendered, List<byte[]> args) {
    return new Step<>(key, layout.valueKey(rendered), layout.guardKey(rendered), args);
  }

  private static byte[] timeout(Duration timeout) {
    return bytes(Math.max(1, EntryFormat.millis(timeout)));
  }

  private static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}

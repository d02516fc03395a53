package io.symphra.cache.internal;

import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.internal.Guard.LeaseGuard;
import io.symphra.cache.internal.GuardRules.Released;
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
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of leases and fences in this JVM's heap, as one connection to a {@link HeapSpace}.
 *
 * <p>A step on a key runs inside {@code guards.compute(key)}, which makes it atomic; the store of values is only touched
 * there. Listeners are told after the step, before the operation returns.
 */
final class HeapSharedCache<K, V> implements SharedCache<K, V> {

  private final HeapSpace<K, V> space;
  private final ChangeListener<K> listener;
  private final KeyCodec<K> keyCodec;
  private final int schema;
  private final GuardRules rules;
  private final Ticker ticker;
  private final Runnable onClose;

  /**
   * A connection.
   *
   * @param listener hears of changes until the connection is closed
   * @param schema what the entries of this connection carry; it does not see others
   * @param onClose runs when it is closed
   */
  HeapSharedCache(
      HeapSpace<K, V> space,
      ChangeListener<K> listener,
      KeyCodec<K> keyCodec,
      int schema,
      GuardRules rules,
      Ticker ticker,
      Runnable onClose) {
    this.space = space;
    this.listener = listener;
    this.keyCodec = keyCodec;
    this.schema = schema;
    this.rules = rules;
    this.ticker = ticker;
    this.onClose = onClose;
    space.listeners().add(listener);
  }

  @Override
  public long now() {
    return Math.floorDiv(ticker.read(), 1_000_000L);
  }

  @Override
  public Coherence coherence() {
    return Coherence.ALWAYS;
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    Map<K, StoredEntry<V>> found = Map.of();
    for (K key : keys) {
      LocalEntry<V> entry = space.values().get(key, ticker.read());
      if (entry != null && entry.epoch == schema) {
        found = found.isEmpty() ? Sized.map(keys.size()) : found;
        found.put(key, entry.toStored());
      }
    }
    return found;
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    space.sweep(rules, ticker);
    Map<K, LeaseAnswer<V>> answers = Sized.map(keys.size());
    for (K key : Set.copyOf(keys)) { // a key named twice must not wait for its own lease
      step(key, guard -> {
        LocalEntry<V> standing = standing(key);
        if (standing != null && isFresh(standing, staleAt)) {
          answers.put(key, new LeaseAnswer.Present<>(standing.toStored()));
          return guard;
        }
        if (rules.grantsLease(guard)) {
          Lease lease = new Lease(ThreadLocalRandom.current().nextLong(), timeout);
          answers.put(key, new LeaseAnswer.Granted<>(lease));
          return new LeaseGuard(lease.token(), deadline(timeout));
        }
        answers.put(
            key,
            guard instanceof FenceGuard ? new LeaseAnswer.Fenced<>() : new LeaseAnswer.Wait<>());
        return guard;
      });
    }
    return answers;
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    Set<K> accepted = Sized.set(fills.size());
    List<K> changed = new ArrayList<>(fills.size());
    fills.forEach((key, fill) -> step(key, guard -> {
      if (!rules.acceptsFill(guard, fill.lease())) {
        return guard;
      }
      StoredEntry<V> entry = fill.entry();
      if (entry == null) {
        accepted.add(key);
        if (fill.drops()) {
          space.values().remove(key);
          changed.add(key);
        }
      } else if (!isOlderThanStored(key, entry)) {
        space.values().put(key, withStandingValue(key, entry, fill.standingSince()), schema);
        accepted.add(key);
        changed.add(key);
      }
      return null;
    }));
    space.tell(changed);
    return accepted;
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    Set<K> stored = new HashSet<>();
    entries.forEach((key, entry) -> step(key, guard -> {
      if (!rules.acceptsPut(guard)) {
        return guard;
      }
      space.values().put(key, entry, schema);
      stored.add(key);
      return null;
    }));
    space.tell(stored);
    return stored;
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    for (K key : Set.copyOf(keys)) { // nor taint its own fence
      step(key, guard -> {
        space.values().remove(key);
        return rules.fenced(guard, fence, deadline(fence.timeout()));
      });
    }
    space.tell(keys);
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    Set<K> raised = new HashSet<>();
    leases.forEach((key, lease) -> step(key, guard -> {
      if (!rules.acceptsUpgrade(guard, lease)) {
        return guard;
      }
      space.values().remove(key);
      raised.add(key);
      return rules.fenced(guard, fence, deadline(fence.timeout()));
    }));
    space.tell(raised);
    return raised;
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    Set<K> renewed = new HashSet<>();
    for (K key : keys) {
      step(key, guard -> {
        if (guard instanceof FenceGuard standing
            && standing.deadlineByToken().containsKey(fence.token())) {
          renewed.add(key);
          Map<Long, Long> tokens = new HashMap<>(standing.deadlineByToken());
          tokens.put(fence.token(), deadline(fence.timeout()));
          return new FenceGuard(Map.copyOf(tokens), standing.tainted());
        }
        return guard;
      });
    }
    return renewed;
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    Set<K> set = new HashSet<>();
    List<K> changed = new ArrayList<>();
    entries.forEach((key, entry) -> step(key, guard -> {
      Released released = rules.released(guard, fence);
      if (released.lowered()) {
        changed.add(key);
      }
      if (released.maySet() && entry != null) {
        space.values().put(key, entry, schema);
        set.add(key);
      } else {
        space.values().remove(key);
      }
      return released.guard();
    }));
    space.tell(changed);
    return set;
  }

  @Override
  public void invalidate(Collection<K> keys) {
    keys.forEach(this::drop);
    space.tell(keys);
  }

  private void drop(K key) {
    step(key, guard -> {
      space.values().remove(key);
      return rules.invalidated(guard);
    });
  }

  @Override
  public void invalidateMatching(Glob glob) {
    invalidate(space.guardedAndStored(key -> glob.matches(keyCodec.encode(key))));
  }

  @Override
  public void clear() {
    // Each with its lease: a verb that has read the value since must not store what it made of it.
    space.guardedAndStored(key -> true).forEach(this::drop);
    space.listeners().forEach(ChangeListener::allChanged);
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    Set<K> stood = new HashSet<>();
    freshFor.forEach((key, time) -> step(key, guard -> {
      LocalEntry<V> standing = standing(key);
      if (standing != null) {
        stood.add(key);
        StoredEntry<V> changed = standing.toStored().freshFrom(now(), time);
        if (changed.isAlive(now())) {
          space.values().replaceTimes(key, standing, changed, now() - changed.createdAt());
        } else {
          space.values().remove(key);
        }
      }
      return guard;
    }));
    space.tell(stood);
    return stood;
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    return space.values().keysMatching(glob, keyCodec, limit);
  }

  @Override
  public void awaitChanges() {
    // Listeners are told before an operation returns, so nothing is ever under way here.
  }

  @Override
  public void close() {
    space.listeners().remove(listener);
    onClose.run();
  }

  private void step(K key, HeapSpace.Transition transition) {
    space.step(key, rules, ticker, transition);
  }

  private long deadline(Duration timeout) {
    return ticker.read() + timeout.toNanos();
  }

  /** The entry that stands and is of this schema. */
  private @Nullable LocalEntry<V> standing(K key) {
    LocalEntry<V> found = space.values().peek(key);
    return found != null && found.epoch == schema ? found : null;
  }

  private boolean isFresh(LocalEntry<V> entry, @Nullable Long staleAt) {
    StoredEntry<V> stored = entry.toStored();
    return stored.isFresh(now()) && (staleAt == null || stored.createdAt() >= staleAt);
  }

  /** The entry with the value that is here already, if it is said to be the same. */
  private StoredEntry<V> withStandingValue(K key, StoredEntry<V> entry, @Nullable Long since) {
    LocalEntry<V> standing = standing(key);
    return since != null
            && standing != null
            && standing.value != null
            && standing.toStored().createdAt() == since
        ? entry.withValue(standing.value)
        : entry;
  }

  private boolean isOlderThanStored(K key, StoredEntry<V> entry) {
    LocalEntry<V> standing = standing(key);
    return standing != null && entry.isOlderThan(standing.toStored());
  }
}

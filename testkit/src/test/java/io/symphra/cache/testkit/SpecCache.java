package io.symphra.cache.testkit;

import static java.util.Objects.requireNonNull;

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
import io.symphra.cache.testkit.internal.Answer;
import io.symphra.cache.testkit.internal.ProtocolSpec;
import io.symphra.cache.testkit.internal.ProtocolSpec.Fenced;
import io.symphra.cache.testkit.internal.ProtocolSpec.Free;
import io.symphra.cache.testkit.internal.ProtocolSpec.Leased;
import io.symphra.cache.testkit.internal.ProtocolSpec.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cache in a {@link SpecStore}: every operation is the specification's, but for the fault. */
final class SpecCache<K, V> implements SharedCache<K, V> {

  private static final AtomicLong TOKENS = new AtomicLong();

  private final SpecStore store;
  private final SpecStore.Part<K, V> part;
  private final KeyCodec<K> codec;
  private final int schema;
  private final ChangeListener<K> listener;

  SpecCache(
      SpecStore store,
      SpecStore.Part<K, V> part,
      KeyCodec<K> codec,
      int schema,
      ChangeListener<K> listener) {
    this.store = store;
    this.part = part;
    this.codec = codec;
    this.schema = schema;
    this.listener = listener;
    part.listeners().add(listener);
  }

  @FunctionalInterface
  private interface Rule<K, V> {
    Outcome<V> apply(K key, ProtocolSpec<V> spec, long now);
  }

  private Map<K, Outcome<V>> each(Collection<? extends K> keys, Rule<K, V> rule) {
    Map<K, Outcome<V>> outcomes = new HashMap<>();
    for (K key : new LinkedHashSet<>(keys)) {
      if (is(Fault.NOTICE_BEFORE_THE_CHANGE) && outcome(key, rule).heard()) {
        tell(key);
        LockSupport.parkNanos(1_000);
      }
      if (is(Fault.NO_LOCK)) {
        outcomes.put(key, one(key, rule));
      } else {
        synchronized (part) {
          outcomes.put(key, one(key, rule));
        }
      }
    }
    return outcomes;
  }

  /** For what must not see entries of another schema, and leaves them unless it stores or drops. */
  private Map<K, Outcome<V>> eachOfMine(
      Collection<? extends K> keys, Fault seesAll, Rule<K, V> rule) {
    return each(keys, (key, spec, now) -> {
      if (isMine(key) || is(seesAll)) {
        return rule.apply(key, spec, now);
      }
      Outcome<V> outcome = rule.apply(key, new ProtocolSpec<>(null, spec.guard()), now);
      return outcome.heard()
          ? outcome
          : keeping(outcome, spec.entry(), outcome.after().guard());
    });
  }

  private boolean isMine(K key) {
    return part.schemas().getOrDefault(codec.encode(key), schema) == schema;
  }

  private Outcome<V> one(K key, Rule<K, V> rule) {
    ProtocolSpec<V> before = present(key);
    Outcome<V> outcome = rule.apply(key, before, now());
    boolean absent = before.entry() == null && outcome.after().entry() == null;
    boolean heard = outcome.heard() && !(absent && is(Fault.NO_NOTICE_FOR_ABSENT_VALUES));
    part.specs().put(codec.encode(key), outcome.after());
    if (outcome.heard() && outcome.after().entry() != null) { // stored
      part.schemas().put(codec.encode(key), schema);
    }
    if (heard && !is(Fault.NOTICE_BEFORE_THE_CHANGE)) {
      tell(key);
    }
    return outcome;
  }

  private Outcome<V> outcome(K key, Rule<K, V> rule) {
    return rule.apply(key, present(key), now());
  }

  private ProtocolSpec<V> present(K key) {
    return part.specs().getOrDefault(codec.encode(key), ProtocolSpec.<V>empty()).at(now());
  }

  private void tell(K key) {
    for (ChangeListener<K> each : part.listeners()) {
      if (each != listener || !is(Fault.NO_NOTICE_TO_THE_ONE_WHO_DID_IT)) {
        each.changed(key);
      }
    }
  }

  private boolean is(Fault fault) {
    return store.fault == fault;
  }

  @Override
  public long now() {
    return store.ticker.read() / 1_000_000;
  }

  @Override
  public Coherence coherence() {
    return Coherence.ALWAYS;
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    Map<K, StoredEntry<V>> found = new HashMap<>();
    eachOfMine(keys, Fault.ANSWERS_ANY_SCHEMA, (key, spec, now) -> spec.get())
        .forEach((key, outcome) -> {
          StoredEntry<V> entry = outcome.after().entry();
          if (entry != null && outcome.answer().kind() == Answer.Kind.FOUND) {
            found.put(key, entry);
          }
        });
    return found;
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    Lease lease = new Lease(TOKENS.decrementAndGet(), timeout);
    Long at = is(Fault.LEASE_IGNORES_STALE_AT) ? null : staleAt;
    Map<K, LeaseAnswer<V>> answers = new HashMap<>();
    eachOfMine(keys, Fault.ANSWERS_ANY_SCHEMA, (key, spec, now) -> {
          boolean open = is(Fault.LEASE_IGNORES_FENCE) && spec.guard() instanceof Fenced;
          ProtocolSpec<V> seen = open ? new ProtocolSpec<>(spec.entry(), new Free()) : spec;
          return seen.lease(now, lease.token(), timeout.toMillis(), at);
        })
        .forEach((key, outcome) -> answers.put(key, answer(outcome, lease)));
    return answers;
  }

  private LeaseAnswer<V> answer(Outcome<V> outcome, Lease lease) {
    StoredEntry<V> entry = outcome.after().entry();
    if (outcome.answer().kind() == Answer.Kind.FOUND && entry != null) {
      return new LeaseAnswer.Present<>(entry);
    }
    return switch (outcome.answer().kind()) {
      case GRANTED -> new LeaseAnswer.Granted<>(lease);
      case WAIT -> new LeaseAnswer.Wait<>();
      default -> new LeaseAnswer.Fenced<>();
    };
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    return accepted(eachOfMine(
        fills.keySet(), Fault.MINDS_VERSIONS_OF_ANOTHER_SCHEMA, (key, spec, now) -> {
          Fill<V> fill = requireNonNull(fills.get(key));
          long token = fill.lease().token();
          if (fill.drops()) {
            Outcome<V> dropped = spec.drop(token);
            return is(Fault.DROP_KEEPS_THE_VALUE)
                ? keeping(dropped, spec.entry(), dropped.after().guard())
                : dropped;
          }
          StoredEntry<V> entry = fill.entry();
          if (is(Fault.NEGATIVE_FILL_STORES_NOTHING) && entry != null && entry.isNegative()) {
            entry = null;
          }
          ProtocolSpec<V> seen = spec;
          if (is(Fault.FILL_IGNORES_VERSIONS) && entry != null) {
            seen = new ProtocolSpec<>(null, spec.guard());
          }
          if (is(Fault.NO_LEASE)) {
            seen = new ProtocolSpec<>(spec.entry(), new Leased(token, Long.MAX_VALUE));
          }
          Outcome<V> outcome = seen.fill(now, token, entry);
          if (is(Fault.CREATED_WHEN_THE_CALLER_SAYS) && entry != null && outcome.heard()) {
            return keeping(outcome, entry, outcome.after().guard());
          }
          if (is(Fault.FILL_IGNORES_VERSIONS) && !outcome.heard()) {
            return keeping(outcome, spec.entry(), outcome.after().guard());
          }
          return is(Fault.FILL_KEEPS_THE_LEASE)
                  || (is(Fault.NO_LEASE) && spec.guard() instanceof Fenced)
              ? keeping(outcome, outcome.after().entry(), spec.guard())
              : outcome;
        }));
  }

  private Outcome<V> keeping(
      Outcome<V> outcome, @Nullable StoredEntry<V> entry, ProtocolSpec.Guard guard) {
    return new Outcome<>(new ProtocolSpec<>(entry, guard), outcome.answer(), outcome.heard());
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    return accepted(each(entries.keySet(), (key, spec, now) -> {
      StoredEntry<V> entry = requireNonNull(entries.get(key));
      if (is(Fault.PUT_IGNORES_FENCE) && spec.guard() instanceof Fenced) {
        return new Outcome<>(
            new ProtocolSpec<>(entry.createdAt(now), spec.guard()), Answer.accepted(true), true);
      }
      Outcome<V> outcome = spec.put(now, entry);
      if (is(Fault.CREATED_WHEN_THE_CALLER_SAYS) && outcome.heard()) {
        return keeping(outcome, entry, outcome.after().guard());
      }
      return is(Fault.PUT_KEEPS_THE_LEASE)
          ? keeping(outcome, outcome.after().entry(), spec.guard())
          : outcome;
    }));
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    each(keys, (key, spec, now) -> {
      Outcome<V> outcome = spec.fence(now, fence.token(), fence.timeout().toMillis());
      if (is(Fault.NO_FENCE)) {
        return spec.invalidate();
      }
      return is(Fault.ONE_DEADLINE_FOR_ALL_WRITERS) ? lasting(outcome) : outcome;
    });
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    long token = fence.token();
    long timeout = fence.timeout().toMillis();
    return accepted(each(leases.keySet(), (key, spec, now) -> {
      Outcome<V> outcome =
          spec.upgrade(now, requireNonNull(leases.get(key)).token(), token, timeout);
      if (is(Fault.UPGRADE_WITHOUT_LEASE)) {
        return new Outcome<>(spec.fence(now, token, timeout).after(), Answer.accepted(true), true);
      }
      return is(Fault.UPGRADE_KEEPS_THE_VALUE)
          ? keeping(outcome, spec.entry(), outcome.after().guard())
          : outcome;
    }));
  }

  private Outcome<V> lasting(Outcome<V> outcome) {
    if (!(outcome.after().guard() instanceof Fenced fenced)) {
      return outcome;
    }
    long last =
        fenced.writers().values().stream().mapToLong(Long::longValue).max().orElse(0);
    Map<Long, Long> writers = new HashMap<>(fenced.writers());
    writers.replaceAll((token, until) -> last);
    return keeping(outcome, outcome.after().entry(), new Fenced(writers, fenced.tainted()));
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    return accepted(each(keys, (key, spec, now) -> {
      Outcome<V> outcome = spec.renew(now, fence.token(), fence.timeout().toMillis());
      if (is(Fault.RENEW_REVIVES) && outcome.answer().kind() == Answer.Kind.REFUSED) {
        return new Outcome<>(
            spec.fence(now, fence.token(), fence.timeout().toMillis()).after(),
            Answer.accepted(true),
            true);
      }
      return is(Fault.ONE_DEADLINE_FOR_ALL_WRITERS) ? lasting(outcome) : outcome;
    }));
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    return accepted(each(entries.keySet(), (key, spec, now) -> {
      StoredEntry<V> entry = entries.get(key);
      boolean known =
          spec.guard() instanceof Fenced fenced && fenced.writers().containsKey(fence.token());
      if (!known && is(Fault.UNKNOWN_RELEASE_SETS) && entry != null) {
        Outcome<V> outcome = spec.invalidate();
        return new Outcome<>(
            new ProtocolSpec<>(entry.createdAt(now), outcome.after().guard()),
            Answer.accepted(true),
            true);
      }
      if (!known && is(Fault.UNKNOWN_RELEASE_WITHOUT_TAINT)) {
        return new Outcome<>(
            withoutTaint(spec, ProtocolSpec::invalidate).after(), Answer.accepted(false), true);
      }
      ProtocolSpec<V> seen = is(Fault.NO_TAINT) && spec.guard() instanceof Fenced fenced
          ? new ProtocolSpec<>(spec.entry(), new Fenced(fenced.writers(), false))
          : spec;
      return seen.release(now, fence.token(), entry);
    }));
  }

  private Outcome<V> withoutTaint(
      ProtocolSpec<V> spec, Function<ProtocolSpec<V>, Outcome<V>> rule) {
    Outcome<V> outcome = rule.apply(spec);
    return spec.guard() instanceof Fenced fenced
        ? keeping(outcome, outcome.after().entry(), fenced)
        : outcome;
  }

  @Override
  public void invalidate(Collection<K> keys) {
    each(
        keys,
        (key, spec, now) -> is(Fault.INVALIDATE_WITHOUT_TAINT)
            ? withoutTaint(spec, ProtocolSpec::invalidate)
            : spec.invalidate());
  }

  @Override
  public void invalidateMatching(Glob glob) {
    synchronized (part) {
      List<K> keys = part.specs().keySet().stream()
          .filter(glob::matches)
          .map(codec::decode)
          .toList();
      each(keys, (key, spec, now) -> swept(spec));
      long now = now();
      part.specs().values().removeIf(spec -> spec.at(now).equals(ProtocolSpec.<V>empty()));
    }
  }

  private Outcome<V> swept(ProtocolSpec<V> spec) {
    Outcome<V> outcome = spec.invalidate();
    if (is(Fault.CLEAR_WITHOUT_SECOND_PASS)) {
      return keeping(outcome, spec.entry(), outcome.after().guard());
    }
    return is(Fault.CLEAR_WITHOUT_FIRST_PASS)
        ? keeping(outcome, outcome.after().entry(), spec.guard())
        : outcome;
  }

  @Override
  public void clear() {
    invalidateMatching(new Glob("*"));
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    return accepted(eachOfMine(
        freshFor.keySet(), Fault.EXPIRE_TOUCHES_ANY_SCHEMA, (key, spec, now) -> {
          Outcome<V> outcome = spec.expire(now, requireNonNull(freshFor.get(key)));
          StoredEntry<V> entry = outcome.after().entry();
          if (entry != null && is(Fault.EXPIRE_MAKES_YOUNGER)) {
            return keeping(outcome, entry.createdAt(now), spec.guard());
          }
          if (entry != null && is(Fault.EXPIRE_CUTS_THE_STALE_TIME)) {
            return keeping(outcome, entry.isFresh(now) ? entry : null, spec.guard());
          }
          if (is(Fault.EXPIRE_VOIDS_THE_LEASE)) {
            return keeping(outcome, entry, spec.invalidate().after().guard());
          }
          return is(Fault.EXPIRE_IS_NOT_HEARD)
              ? new Outcome<>(outcome.after(), outcome.answer(), false)
              : outcome;
        }));
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    return part.specs().entrySet().stream()
        .filter(
            one -> is(Fault.SCAN_GIVES_WHAT_IS_GONE) || one.getValue().at(now()).entry() != null)
        .map(Map.Entry::getKey)
        .filter(key -> is(Fault.SCAN_KNOWS_NO_PATTERN) || glob.matches(key))
        .limit(is(Fault.SCAN_KNOWS_NO_LIMIT) ? Long.MAX_VALUE : limit)
        .map(codec::decode)
        .collect(Collectors.toSet());
  }

  private Set<K> accepted(Map<K, Outcome<V>> outcomes) {
    Set<K> keys = new HashSet<>();
    outcomes.forEach((key, outcome) -> {
      if (outcome.answer().kind() == Answer.Kind.ACCEPTED) {
        keys.add(key);
      }
    });
    return keys;
  }

  @Override
  public void awaitChanges() {}

  @Override
  public void close() {
    part.listeners().remove(listener);
  }
}

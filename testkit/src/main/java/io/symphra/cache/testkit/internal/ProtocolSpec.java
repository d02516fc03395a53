package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shared tier holds of one key, and what each operation makes of it: the protocol table as code.
 *
 * <p>Times are milliseconds of the tier's clock. Every operation expects a state that was brought to the present with
 * {@link #at}. Immutable, so that a checker can go back.
 *
 * @param entry the value key
 * @param guard the guard key
 */
public record ProtocolSpec<V>(@Nullable StoredEntry<V> entry, Guard guard) {

  /** What stands beside the value. */
  public sealed interface Guard {}

  /** Nothing stands. */
  public record Free() implements Guard {}

  /** Somebody may load and fill. */
  public record Leased(long token, long until) implements Guard {}

  /** Writes are in progress: the deadline of each writer, and whether none of them may set the value. */
  public record Fenced(Map<Long, Long> writers, boolean tainted) implements Guard {}

  private static final Guard FREE = new Free();

  /** A key nobody has used. */
  public static <V> ProtocolSpec<V> empty() {
    return new ProtocolSpec<>(null, FREE);
  }

  /** The same key later: what has run out is gone. */
  public ProtocolSpec<V> at(long now) {
    return new ProtocolSpec<>(entry != null && now < end(entry) ? entry : null, guardAt(now));
  }

  private Guard guardAt(long now) {
    if (guard instanceof Leased lease) {
      return now < lease.until() ? lease : FREE;
    }
    if (guard instanceof Fenced fence) {
      Map<Long, Long> writers = new HashMap<>(fence.writers());
      writers.values().removeIf(until -> now >= until);
      return writers.isEmpty() ? FREE : new Fenced(Map.copyOf(writers), fence.tainted());
    }
    return guard;
  }

  public Outcome<V> get() {
    return new Outcome<>(this, Answer.found(entry), false);
  }

  /** Asks for the lease; an entry created before {@code staleAt} may be refreshed. */
  public Outcome<V> lease(long now, long token, long timeout, @Nullable Long staleAt) {
    if (entry != null
        && now < entry.createdAt() + entry.freshFor().toMillis()
        && (staleAt == null || entry.createdAt() >= staleAt)) {
      return new Outcome<>(this, Answer.found(entry), false);
    }
    if (guard instanceof Free) {
      return new Outcome<>(
          new ProtocolSpec<>(entry, new Leased(token, now + timeout)),
          Answer.of(Answer.Kind.GRANTED),
          false);
    }
    Answer.Kind kind = guard instanceof Leased ? Answer.Kind.WAIT : Answer.Kind.FENCED;
    return new Outcome<>(this, Answer.of(kind), false);
  }

  /** Ends a load and gives the lease back, also where a newer version stands; null stores nothing. */
  public Outcome<V> fill(long now, long token, @Nullable StoredEntry<V> filled) {
    if (!(guard instanceof Leased lease) || lease.token() != token) {
      return refused();
    }
    if (filled == null) {
      return new Outcome<>(new ProtocolSpec<>(entry, FREE), Answer.accepted(true), false);
    }
    if (entry != null
        && entry.version().isPresent()
        && filled.version().isPresent()
        && entry.version().getAsLong() > filled.version().getAsLong()) {
      return new Outcome<>(new ProtocolSpec<>(entry, FREE), Answer.accepted(false), false);
    }
    return new Outcome<>(
        new ProtocolSpec<>(filled.createdAt(now), FREE), Answer.accepted(true), true);
  }

  /** Deletes the value under a lease, and gives it back. */
  public Outcome<V> drop(long token) {
    return holds(token) ? new Outcome<>(empty(), Answer.accepted(true), true) : refused();
  }

  /** Turns a lease into the fence of a writer. */
  public Outcome<V> upgrade(long now, long lease, long token, long timeout) {
    return holds(lease)
        ? new Outcome<>(fence(now, token, timeout).after(), Answer.accepted(true), true)
        : refused();
  }

  private boolean holds(long token) {
    return guard instanceof Leased lease && lease.token() == token;
  }

  public Outcome<V> put(long now, StoredEntry<V> stored) {
    if (guard instanceof Fenced) {
      return refused();
    }
    return new Outcome<>(
        new ProtocolSpec<>(stored.createdAt(now), FREE), Answer.accepted(true), true);
  }

  public Outcome<V> fence(long now, long token, long timeout) {
    Map<Long, Long> writers = new HashMap<>();
    boolean joins = guard instanceof Fenced;
    if (guard instanceof Fenced fence) {
      writers.putAll(fence.writers());
    }
    writers.put(token, now + timeout);
    return dropped(new Fenced(Map.copyOf(writers), joins));
  }

  public Outcome<V> renew(long now, long token, long timeout) {
    if (!(guard instanceof Fenced fence) || !fence.writers().containsKey(token)) {
      return refused();
    }
    Map<Long, Long> writers = new HashMap<>(fence.writers());
    writers.put(token, now + timeout);
    return new Outcome<>(
        new ProtocolSpec<>(entry, new Fenced(Map.copyOf(writers), fence.tainted())),
        Answer.accepted(true),
        false);
  }

  /** Lowers the fence of a writer; null drops the value. */
  public Outcome<V> release(long now, long token, @Nullable StoredEntry<V> written) {
    if (!(guard instanceof Fenced fence) || !fence.writers().containsKey(token)) {
      return new Outcome<>(invalidate().after(), Answer.accepted(false), true);
    }
    if (fence.writers().size() > 1) {
      Map<Long, Long> writers = new HashMap<>(fence.writers());
      writers.remove(token);
      Guard others = new Fenced(Map.copyOf(writers), true);
      return new Outcome<>(new ProtocolSpec<>(entry, others), Answer.accepted(false), false);
    }
    boolean sets = written != null && !fence.tainted();
    StoredEntry<V> left = sets && written != null ? written.createdAt(now) : null;
    return new Outcome<>(new ProtocolSpec<>(left, FREE), Answer.accepted(sets), true);
  }

  public Outcome<V> invalidate() {
    return dropped(guard instanceof Fenced fence ? new Fenced(fence.writers(), true) : FREE);
  }

  /** Invalidates among many keys: of those that hold no value nobody needs to hear. */
  public Outcome<V> sweep() {
    Outcome<V> outcome = invalidate();
    return new Outcome<>(outcome.after(), outcome.answer(), entry != null);
  }

  /** Gives the value a new time to be fresh, whatever stands beside it. */
  public Outcome<V> expire(long now, Duration freshFor) {
    return entry == null
        ? refused()
        : new Outcome<>(
            new ProtocolSpec<>(entry.freshFrom(now, freshFor), guard).at(now),
            Answer.accepted(true),
            true);
  }

  private Outcome<V> dropped(Guard left) {
    return new Outcome<>(new ProtocolSpec<>(null, left), Answer.of(Answer.Kind.DONE), true);
  }

  private Outcome<V> refused() {
    return new Outcome<>(this, Answer.accepted(false), false);
  }

  private static long end(StoredEntry<?> entry) {
    return entry.createdAt() + entry.freshFor().toMillis() + entry.staleFor().toMillis();
  }

  @Override
  public String toString() {
    return (entry == null ? "no value" : "value " + entry.value() + " of " + entry.createdAt())
        + ", "
        + guard;
  }

  /**
   * What an operation led to.
   *
   * @param after what the tier holds now
   * @param answer what it said
   * @param heard whether every instance must hear of it
   */
  public record Outcome<V>(ProtocolSpec<V> after, Answer<V> answer, boolean heard) {}
}

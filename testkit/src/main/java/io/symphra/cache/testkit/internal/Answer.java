package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tier said about one key, in a form that can be compared.
 *
 * @param kind what was said
 * @param entry the entry that was found, created at zero and fresh for no time, because clocks differ and so the age that
 *     a new time to be fresh is added to; null unless one was found
 */
public record Answer<V>(Kind kind, @Nullable StoredEntry<V> entry) {

  /** What can be said. */
  public enum Kind {
    ABSENT,
    FOUND,
    GRANTED,
    WAIT,
    FENCED,
    ACCEPTED,
    REFUSED,
    DONE
  }

  public static <V> Answer<V> of(Kind kind) {
    return new Answer<>(kind, null);
  }

  public static <V> Answer<V> found(@Nullable StoredEntry<V> entry) {
    return entry == null
        ? of(Kind.ABSENT)
        : new Answer<>(Kind.FOUND, entry.createdAt(0).freshFrom(0, Duration.ZERO));
  }

  public static <V> Answer<V> accepted(boolean accepted) {
    return of(accepted ? Kind.ACCEPTED : Kind.REFUSED);
  }

  @Override
  public String toString() {
    return entry == null ? kind.toString() : kind + " " + entry.value();
  }
}

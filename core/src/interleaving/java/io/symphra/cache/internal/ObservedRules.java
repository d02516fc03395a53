package io.symphra.cache.internal;

import java.util.List;

/** The real rules for flights or mutated ones, which also tell the reader what it takes. */
final class ObservedRules extends FlightRules {

  private final Mutation mutation;
  private final boolean keeps;
  private final List<InterleavedReader> readers;

  /**
   * Rules for one instance.
   *
   * @param keeps whether its local tier keeps anything
   * @param readers hear what they take
   */
  ObservedRules(Mutation mutation, boolean keeps, List<InterleavedReader> readers) {
    this.mutation = mutation;
    this.keeps = keeps;
    this.readers = readers;
  }

  @Override
  boolean mayKeep(Flight<?> flight) {
    return keeps && (mutation.keepsVoid() || super.mayKeep(flight));
  }

  @Override
  boolean mayTake(Role role, Outcome<?> outcome) {
    boolean loaded = outcome instanceof Outcome.Loaded<?>;
    boolean taken = super.mayTake(role, outcome)
        || (loaded && role == Role.LATE && mutation.lateMayTake())
        || (loaded && role == Role.WATCHER && mutation.watcherMayTake());
    for (InterleavedReader reader : readers) {
      if (reader.actor == Actor.current()) {
        reader.takes(role, outcome, taken);
      }
    }
    return taken;
  }
}

package io.symphra.cache.internal;

/**
 * What a flight's result may be used for. Each method is a rule that the interleaving test switches off to see that the
 * test notices.
 */
class FlightRules {

  /** What a member of a flight may be given. */
  enum Role {
    /** Leads the flight. */
    LEADER,
    /** Joined before the load began. */
    EARLY,
    /** Joined while the load ran: a write may have finished between the load's read and the joining. */
    LATE,
    /** Came when the result was on its way into the tier, or while nobody reads; waits for the end, then looks again. */
    WATCHER
  }

  /** A void flight leaves nothing in the local tier. */
  boolean mayKeep(Flight<?> flight) {
    return !flight.isVoid();
  }

  /**
   * Whether a member takes the outcome, or goes round again.
   *
   * <p>A hit is taken if it is what the member would find in the local tier on its next round. A load is taken by who
   * joined before it began; by who joined later only if the fill was accepted, because then no write came between.
   */
  boolean mayTake(Role role, Outcome<?> outcome) {
    if (role == Role.LEADER) {
      return true;
    }
    if (role == Role.WATCHER || outcome instanceof Outcome.NotLoaded<?>) {
      return false;
    }
    if (outcome instanceof Outcome.Hit<?> hit) {
      return hit.kept();
    }
    return !(outcome instanceof Outcome.Loaded<?> loaded)
        || role == Role.EARLY
        || loaded.accepted();
  }
}

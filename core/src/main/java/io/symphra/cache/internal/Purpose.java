package io.symphra.cache.internal;

/** What a flight is for, and so what it may do when the tiers have no fresh value. */
enum Purpose {

  /** A caller waits for the value: a stale one will do, and a load is wanted even if it cannot be stored. */
  READ(true, true, true),

  /** The same for a caller to whom the local tier's copy is too old. */
  READ_SHARED(true, true, true),

  /** A caller wants what the system of record has now, whatever stands in the tiers. */
  RELOAD(false, false, true),

  /** A caller wants what is there. */
  PEEK(true, true, false),

  /** A stale value is answered meanwhile: only a load that can be stored helps. */
  REFRESH(true, false, false),

  /** The same while the value is still fresh: over what stands. */
  EARLY_REFRESH(false, false, false),

  /** Nobody waits yet: only a load that can be stored helps. */
  FILL(true, false, false),

  /** The same, over what stands. */
  OVERWRITE(false, false, false);

  private final boolean readsFirst;
  private final boolean takesStale;
  private final boolean loadsInAnyCase;

  Purpose(boolean readsFirst, boolean takesStale, boolean loadsInAnyCase) {
    this.readsFirst = readsFirst;
    this.takesStale = takesStale;
    this.loadsInAnyCase = loadsInAnyCase;
  }

  /** Whether what the shared tier has will do. */
  boolean readsFirst() {
    return readsFirst;
  }

  /** Whether a stale value will do. */
  boolean takesStale() {
    return takesStale;
  }

  /** Whether to load under a fence, and to wait for the lease of another instance. */
  boolean loadsInAnyCase() {
    return loadsInAnyCase;
  }

  /** Whether a copy in the local tier will do. */
  boolean looksLocally() {
    return this != READ_SHARED && this != RELOAD;
  }

  /**
   * Whether a caller of this purpose may take the outcome of a flight that it joined, if the flight's own rules let it.
   *
   * <p>A joined hit may be the copy of before a write of another instance, whose notice is on its way; so may the key
   * filter be. A load that began
   * before the caller came may have read a row that was changed around the cache since.
   */
  boolean mayTakeJoined(FlightRules.Role role, Outcome<?> outcome) {
    boolean hit = outcome instanceof Outcome.Hit<?> || outcome instanceof Outcome.Impossible<?>;
    return switch (this) {
      case READ_SHARED -> !hit;
      case RELOAD -> !hit && role == FlightRules.Role.EARLY;
      default -> true;
    };
  }
}

package io.symphra.cache.internal;

/** What a flight is for, and so what it may do when the tiers have no fresh value. */
enum Purpose {

  /** A caller waits for the value: a stale one will do, and a load is wanted even if it cannot be stored. */
  READ(true, true, true),

  /** A caller wants what is there. */
  PEEK(true, true, false),

  /** A stale value is answered meanwhile: only a load that can be stored helps. */
  REFRESH(true, false, false),

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
}

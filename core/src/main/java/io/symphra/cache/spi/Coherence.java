package io.symphra.cache.spi;

/**
 * How far a local tier may be trusted to have heard of every change in the shared tier.
 *
 * <p>Thread-safe; both methods are called on the hot path and must be as cheap as a volatile read.
 */
public interface Coherence {

  /** A tier that reports every change before the operation that made it returns. */
  Coherence ALWAYS = new Coherence() {
    @Override
    public int epoch() {
      return 0;
    }

    @Override
    public boolean isCoherent(long now) {
      return true;
    }
  };

  /** Counts the unbroken spells of listening. An entry read in an earlier epoch is not answered from the local tier. */
  int epoch();

  /** Whether changes are known to have been heard up to this reading of the manager's ticker. */
  boolean isCoherent(long now);
}

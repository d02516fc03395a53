package io.symphra.cache;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.internal.HeapStore;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;

/**
 * A shared tier in this JVM's heap: the whole protocol of leases and fences, without a server.
 *
 * <p>It stands for the server; each cache manager gets a connection of its own with {@link #connect()}. It is for tests
 * of applications that share a tier in production, and for several managers in one process. Values are shared by
 * reference unless the cache was given a {@code valueCodec}; then each read decodes a copy, as with a tier that keeps
 * bytes. Entries go when their time is up, when a cache has more than the maximum, and with the JVM.
 *
 * <p>Thread-safe.
 */
public final class HeapSharedTier {

  private final HeapStore store;

  private HeapSharedTier(HeapStore store) {
    this.store = store;
  }

  /** A tier that holds at most 100,000 entries of each cache, on the JVM's own clock. */
  public static HeapSharedTier create() {
    return builder().build();
  }

  /** A builder with the settings of {@link #create()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A connection, for one cache manager, which closes it. The entries outlive it. */
  public SharedTier connect() {
    return store.connect();
  }

  /** What became of values that caches with a {@code valueCodec} stored and read, all connections together. */
  public HeapSharedTierStats stats() {
    return store.stats();
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {

    private long maximumEntries = 100_000;
    private Ticker ticker = Ticker.system();

    private Builder() {}

    /**
     * How many entries of each cache it holds.
     *
     * @param entries at least 1
     */
    public Builder maximumEntries(long entries) {
      if (entries < 1) {
        throw new IllegalArgumentException("maximumEntries must be at least 1, was " + entries);
      }
      maximumEntries = entries;
      return this;
    }

    /** The source of time. */
    public Builder ticker(Ticker ticker) {
      this.ticker = requireNonNull(ticker, "ticker must not be null");
      return this;
    }

    /** The tier. */
    public HeapSharedTier build() {
      return new HeapSharedTier(new HeapStore(maximumEntries, ticker));
    }
  }
}

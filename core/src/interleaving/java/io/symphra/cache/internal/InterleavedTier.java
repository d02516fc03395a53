package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shared tier of one run, and what a test may see of the one key there and do to it behind the protocol's back.
 *
 * <p>Used by one thread; the connections are used by the actors, one at a time.
 */
interface InterleavedTier extends AutoCloseable {

  /**
   * A connection for one more instance.
   *
   * @param listener hears of changes
   * @param mutation the rule of the tier that is switched off, if it is one of the tier's
   */
  SharedCache<String, Long> connect(ChangeListener<String> listener, Mutation mutation);

  /** Stores what stands before anybody moves. */
  void begin(StoredEntry<Long> first);

  /** The clock of entries that expire, where time passes by {@link #pass}. */
  Ticker ticker();

  /** Lets time pass; an hour is the end of every guard that stands. */
  void pass(Duration time);

  /** The guard that stands. */
  @Nullable
  Guard guard();

  /** The version that stands, 0 for a negative entry; null if no entry stands. */
  @Nullable
  Long version();

  /** The entries where they lie; empty for a server, which lets nobody see them. */
  Optional<EntryStore<String, Long>> store();

  /** Returns when the listeners have heard of every change made before. */
  void settle();

  /** Lets go of what the run left. */
  @Override
  void close();
}

package io.symphra.cache.internal;

import com.google.common.hash.BloomFilter;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.protect.KeyFilterStats;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A key filter at work in its cache.
 *
 * <p>It turns keys away only while it knows of every key that joined since its scan began: while the local tier is
 * coherent, in the epoch in which that scan began. Thread-safe.
 */
final class ActiveKeyFilter<K> implements KeyGate<K> {

  /** A write may stand between its fence and its end for a hundred fence timeouts, then its fence falls. */
  private static final int FENCE_TIMEOUTS_TO_KEEP = 101;

  private final KeyFilterConfig<K> config;
  private final Ticker ticker;
  private final KeyGenerations<K> generations;
  private final KeyScans<K> scans;
  private final LongAdder rejected = new LongAdder();
  private final LongAdder passed = new LongAdder();
  private final LongAdder unchecked = new LongAdder();
  private final LongAdder falsePositives = new LongAdder();
  private volatile @Nullable Coherence coherence;

  ActiveKeyFilter(
      KeyFilterConfig<K> config,
      CacheConfig<K, ?> cache,
      Ticker ticker,
      Executor executor,
      ScheduledExecutorService scheduler) {
    this.config = config;
    this.ticker = ticker;
    this.generations = new KeyGenerations<>(
        cache.keyCodec(),
        config.expectedKeys(),
        config.falsePositiveRate(),
        cache.fenceTimeout().multipliedBy(FENCE_TIMEOUTS_TO_KEEP).toNanos(),
        ticker.read());
    this.scans = new KeyScans<>(
        cache.name(), config, generations, this::epoch, this::stats, ticker, executor, scheduler);
  }

  /** Begins the first scan; keys that joined before are in it. */
  void start(Coherence coherence) {
    this.coherence = coherence;
    scans.ensureOneComes();
  }

  @Override
  public Collection<K> reject(Collection<K> keys) {
    BloomFilter<K> filter = inForce();
    if (filter == null) {
      unchecked.add(keys.size());
      if (generations.inForce(epoch()) == null) {
        scans.ensureOneComes();
      }
      return List.of();
    }
    List<K> impossible = new ArrayList<>();
    for (K key : keys) {
      if (!filter.mightContain(key)) {
        impossible.add(key);
      }
    }
    rejected.add(impossible.size());
    passed.add(keys.size() - impossible.size());
    return impossible;
  }

  @Override
  public boolean remembers(K key, boolean admitted) {
    BloomFilter<K> filter = inForce();
    if (filter == null || !filter.mightContain(key)) {
      return false;
    }
    if (admitted) {
      falsePositives.increment();
    }
    return true;
  }

  @Override
  public void join(K key) {
    generations.join(key);
  }

  @Override
  public void close() {
    scans.close();
  }

  CompletableFuture<KeyFilterStats> rebuild() {
    return scans.rebuild();
  }

  KeyFilterStats stats() {
    BloomFilter<K> keys = generations.newest();
    return new KeyFilterStats(
        inForce() != null,
        keys == null ? 0 : keys.approximateElementCount(),
        config.expectedKeys(),
        keys == null ? 0 : keys.expectedFpp(),
        rejected.sum(),
        passed.sum(),
        unchecked.sum(),
        falsePositives.sum(),
        scans.record().succeeded(),
        scans.record().failed(),
        scans.record().last());
  }

  private @Nullable BloomFilter<K> inForce() {
    Coherence here = coherence;
    return here != null && here.isCoherent(ticker.read())
        ? generations.inForce(here.epoch())
        : null;
  }

  private int epoch() {
    Coherence here = coherence;
    return here == null ? 0 : here.epoch();
  }
}

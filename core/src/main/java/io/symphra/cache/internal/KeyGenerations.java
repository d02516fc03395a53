package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnel;
import io.symphra.cache.spi.KeyCodec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that can exist, from scan to scan.
 *
 * <p>A scan makes a new generation. A key that joins while it runs goes into the generation in force and into the coming
 * one. It also goes into a filter of its own kind, the joined keys, because a write may raise its fence before a scan
 * begins and commit after the scan has read: its key is in no scan, and the notice of its end may be lost with its
 * process. So each new generation begins with the keys that joined before it. They are kept for {@code keepFor} at the
 * least, in two filters of which the older one is dropped.
 *
 * <p>Thread-safe; one scan at a time.
 */
final class KeyGenerations<K> {

  /** A generation, and the epoch of coherence in which its scan began. */
  private record Generation<K>(BloomFilter<K> keys, int epoch) {}

  /** All of it at one time; no record, because who joins asks whether it is still the same one. */
  private static final class State<K> {

    private final @Nullable Generation<K> inForce;
    private final @Nullable Generation<K> coming;
    private final @Nullable BloomFilter<K> joinedBefore;
    private final BloomFilter<K> joined;
    private final long joinedSince;

    State(
        @Nullable Generation<K> inForce,
        @Nullable Generation<K> coming,
        @Nullable BloomFilter<K> joinedBefore,
        BloomFilter<K> joined,
        long joinedSince) {
      this.inForce = inForce;
      this.coming = coming;
      this.joinedBefore = joinedBefore;
      this.joined = joined;
      this.joinedSince = joinedSince;
    }

    State<K> with(@Nullable Generation<K> newInForce, @Nullable Generation<K> newComing) {
      return new State<>(newInForce, newComing, joinedBefore, joined, joinedSince);
    }

    /** The joined keys become the older ones. */
    State<K> rotated(BloomFilter<K> empty, long now) {
      return new State<>(inForce, coming, joined, empty, now);
    }

    void join(K key) {
      joined.put(key);
      if (coming != null) {
        coming.keys().put(key);
      }
      if (inForce != null) {
        inForce.keys().put(key);
      }
    }
  }

  private final Funnel<K> funnel;
  private final long expectedKeys;
  private final double falsePositiveRate;
  private final long keepFor;
  private volatile State<K> state;

  /**
   * No generation yet.
   *
   * @param keepFor how long a key that joined is in every new generation, in nanoseconds
   * @param now the reading of the ticker
   */
  KeyGenerations(
      KeyCodec<K> codec, long expectedKeys, double falsePositiveRate, long keepFor, long now) {
    this.funnel = (key, into) -> {
      if (key instanceof Long number) {
        into.putLong(number); // no rendering for the most frequent kind of key
      } else {
        into.putUnencodedChars(codec.encode(requireNonNull(key)));
      }
    };
    this.expectedKeys = expectedKeys;
    this.falsePositiveRate = falsePositiveRate;
    this.keepFor = keepFor;
    this.state = new State<>(null, null, null, empty(), now);
  }

  /** The keys of the generation in force, if its scan began in this epoch; null if there is none. */
  @Nullable
  BloomFilter<K> inForce(int epoch) {
    Generation<K> generation = state.inForce;
    return generation != null && generation.epoch() == epoch ? generation.keys() : null;
  }

  /** The keys of the newest generation, whether or not it can be trusted. */
  @Nullable
  BloomFilter<K> newest() {
    Generation<K> generation = state.inForce;
    return generation == null ? null : generation.keys();
  }

  /** Adds a key to whatever stands; once more if that changed meanwhile, or a generation that began just now missed it. */
  void join(K key) {
    State<K> seen;
    do {
      seen = state;
      seen.join(key);
    } while (seen != state);
  }

  /** Begins a generation, to be called before its scan reads; returns what the scan fills. */
  BloomFilter<K> begin(int epoch, long now) {
    BloomFilter<K> keys = empty();
    State<K> before = state;
    boolean rotates = now - before.joinedSince >= keepFor;
    State<K> rotated = rotates ? before.rotated(empty(), now) : before;
    // First, so that whoever joins from here on joins the coming generation too.
    state = rotated.with(before.inForce, new Generation<>(keys, epoch));
    keys.putAll(before.joined);
    if (before.joinedBefore != null) {
      keys.putAll(before.joinedBefore);
    }
    return keys;
  }

  /** The scan is done: its generation is in force. */
  void commit() {
    state = state.with(state.coming, null);
  }

  /** The scan failed: the generation in force stays. */
  void abort() {
    state = state.with(state.inForce, null);
  }

  private BloomFilter<K> empty() {
    return BloomFilter.create(funnel, expectedKeys, falsePositiveRate);
  }
}

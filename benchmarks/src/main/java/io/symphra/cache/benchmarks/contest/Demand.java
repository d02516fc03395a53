package io.symphra.cache.benchmarks.contest;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The keys that are asked for, drawn beforehand from a Zipf distribution (exponent 0.99, as in the YCSB benchmark).
 *
 * <p>Always the same keys. They are equal to the keys that the caches hold but not the same objects, because an
 * application makes its keys anew for each request.
 */
public final class Demand {

  /** How many keys there are, and how many entries a cache holds. */
  public static final int KEYS = 10_000;

  /** How many requests there are before they begin again: a power of two. */
  public static final int REQUESTS = 1 << 16;

  /** How many keys a batch has. */
  public static final int BATCH = 100;

  private static final double EXPONENT = 0.99;
  private static final String LOADED = "loaded";
  private static final long SEED = 20_26;
  private static final Long[] KEY_OF_RANK = keysInRandomOrder();
  private static final Long[] REQUESTED = draw();
  private static final List<List<Long>> BATCHES = batches();

  private Demand() {}

  /** The requests in their order. */
  public static Long[] requests() {
    return REQUESTED;
  }

  /** Batches of distinct keys, each in the order of their first request. */
  public static List<List<Long>> batchesOfRequests() {
    return BATCHES;
  }

  /** All keys, as objects of their own. */
  public static List<Long> keys() {
    return LongStream.range(0, KEYS).boxed().toList();
  }

  /** The value of a key that is in the cache from the beginning. */
  public static String valueOf(long key) {
    return "value " + key;
  }

  /** What a loader gives: always the same object, so that loading costs as good as nothing. */
  public static String load(Long key) {
    return LOADED;
  }

  private static Long[] keysInRandomOrder() {
    List<Long> keys = Arrays.asList(LongStream.range(0, KEYS).boxed().toArray(Long[]::new));
    Collections.shuffle(keys, new Random(SEED));
    return keys.toArray(Long[]::new);
  }

  private static Long[] draw() {
    double[] upTo = new double[KEYS];
    double sum = 0;
    for (int rank = 0; rank < KEYS; rank++) {
      sum += Math.pow(rank + 1.0, -EXPONENT);
      upTo[rank] = sum;
    }
    Random random = new Random(SEED);
    Long[] requests = new Long[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      int place = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      requests[i] = KEY_OF_RANK[Math.min(KEYS - 1, place < 0 ? -place - 1 : place)];
    }
    return requests;
  }

  private static List<List<Long>> batches() {
    int stride = REQUESTS / 64;
    return IntStream.range(0, 64)
        .mapToObj(batch -> Arrays.stream(REQUESTED, batch * stride, REQUESTS)
            .distinct()
            .limit(BATCH)
            .toList())
        .toList();
  }
}

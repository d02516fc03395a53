package io.symphra.cache.benchmarks.shared;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The entries that every contender stores and asks for: the same keys in the same order, values of the same size. */
final class Entries {

  /** How many there are from the beginning. */
  static final int COUNT = 2_000;

  /** How many characters a value has, each of which is one byte. */
  static final int LENGTH = 256;

  /** How many keys a batch has. */
  static final int BATCH = 100;

  private static final Long[] KEYS = shuffled();
  private static final String[] VALUES =
      LongStream.range(0, COUNT).mapToObj(Entries::text).toArray(String[]::new);
  private static final List<List<Long>> BATCHES = IntStream.range(0, COUNT / BATCH)
      .mapToObj(i -> List.of(Arrays.copyOfRange(KEYS, i * BATCH, (i + 1) * BATCH)))
      .toList();

  private Entries() {}

  /** The key at a place of the order, which begins again at the end. No key comes twice within one turn. */
  static Long key(int place) {
    return KEYS[place % COUNT];
  }

  /** The batch at a place of the order. */
  static List<Long> batch(int place) {
    return BATCHES.get(place % BATCHES.size());
  }

  /** The value of one of the keys. */
  static String value(Long key) {
    return VALUES[key.intValue()];
  }

  /** The value of any number, made anew. */
  static String text(long key) {
    String number = "product %d ".formatted(key);
    return number.repeat(LENGTH / number.length() + 1).substring(0, LENGTH);
  }

  private static Long[] shuffled() {
    List<Long> keys = Arrays.asList(LongStream.range(0, COUNT).boxed().toArray(Long[]::new));
    Collections.shuffle(keys, new Random(20_26));
    return keys.toArray(Long[]::new);
  }
}

package io.symphra.cache.benchmarks.contest;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.util.stream.LongStream;

/**
 * How much heap a cache takes for an entry, beyond the key and the value.
 *
 * <p>The keys and values are there before the cache is. What the heap holds more when the cache is full, after a
 * collection, is the cache's: its entries, its table, its queues and its sketch. Run it in a JVM of its own with the
 * serial collector, whose full collection leaves nothing behind.
 */
public final class HeapProbe {

  /** What stands before the figure in the output. */
  public static final String FIGURE = "bytes for each entry: ";

  private static final int COLLECTIONS = 4;

  private HeapProbe() {}

  /**
   * Measures and prints.
   *
   * @param arguments the name of a {@link CacheState} with a public constructor that takes a maximum size, and the size
   */
  public static void main(String... arguments) throws ReflectiveOperationException {
    Class<? extends CacheState> cache = Class.forName(arguments[0]).asSubclass(CacheState.class);
    System.out.println(FIGURE + bytesPerEntry(cache, Integer.parseInt(arguments[1])));
  }

  private static double bytesPerEntry(Class<? extends CacheState> type, int entries)
      throws ReflectiveOperationException {
    Long[] keys = LongStream.range(0, entries).boxed().toArray(Long[]::new);
    String[] values = LongStream.range(0, entries).mapToObj(Demand::valueOf).toArray(String[]::new);
    long before = used();
    try (CacheState cache = type.getConstructor(int.class).newInstance(entries)) {
      for (int i = 0; i < entries; i++) {
        cache.put(keys[i], values[i]);
      }
      if (cache.size() != entries) {
        throw new IllegalStateException(
            "%s holds %d of %d entries".formatted(type.getSimpleName(), cache.size(), entries));
      }
      return (double) (used() - before) / entries;
    } finally {
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  /**
   * What the last of some collections left. References with something to do after a collection need another one to go.
   * What is in use now would not do: it has the whole room that threads have set aside for new objects.
   */
  private static long used() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> requireNonNull(pool.getCollectionUsage()).getUsed())
        .sum();
  }
}

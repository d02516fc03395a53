package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeapSuiteTest {

  private static final Pace TWO_ROUNDS = new Pace(2, 1, 1, Duration.ofMillis(1), 1, 500, true);

  private final List<Holder> measured = new ArrayList<>();

  @Test
  void everyRowComparesOursWithAnother() {
    List<Row> rows = new HeapSuite(this::measure).run(TWO_ROUNDS, line -> {});

    assertThat(rows)
        .extracting(Row::name)
        .containsExactly(
            "local.entry.bytes",
            "local.entry.bytes.plain",
            "local.entry.bytes.vs-cache2k",
            "local.entry.bytes.vs-ehcache",
            "local.entry.bytes.vs-jetcache");
    assertThat(rows).allSatisfy(row -> {
      assertThat(row.value()).isEqualTo(60);
      assertThat(row.baseline()).isEqualTo(40);
      assertThat(row.unit()).isEqualTo("B");
    });
  }

  @Test
  void cachesTakeTurns() {
    new HeapSuite(this::measure).run(TWO_ROUNDS, line -> {});

    int half = measured.size() / 2;
    assertThat(measured.subList(0, half)).doesNotHaveDuplicates();
    assertThat(measured.subList(half, measured.size())).isEqualTo(measured.subList(0, half));
  }

  @Test
  void whatACacheKeepsOfAnEntryIsMeasuredToTheByte() {
    double bytes = new Holder(FortyBytes.class).bytesPerEntry(200_000);

    // An array of three longs and its slot: 16 + 24 + 4 bytes. The JVM itself keeps a few kilobytes
    // meanwhile.
    assertThat(bytes).isCloseTo(44, within(0.5));
  }

  @Test
  void aCacheThatHoldsLessIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Holder(Forgetful.class).bytesPerEntry(10))
        .withMessageContaining("HeapSuiteTest$Forgetful")
        .withMessageContaining("Forgetful holds 0 of 10 entries");
  }

  @ParameterizedTest
  @MethodSource("caches")
  void eachCacheHoldsAsManyEntriesAsItWasMadeFor(Class<? extends CacheState> type)
      throws ReflectiveOperationException {
    try (CacheState cache = type.getConstructor(int.class).newInstance(30_000)) {
      for (long key = 0; key < 30_000; key++) {
        cache.put(key, "value");
      }
      assertThat(cache.size()).isEqualTo(30_000);
    }
  }

  static List<? extends Class<?>> caches() {
    return HeapSuite.holders().stream()
        .filter(holder -> holder.libraries() == Libraries.OWN)
        .map(HeapSuiteTest::classOf)
        .toList();
  }

  private double measure(Holder holder, int entries) {
    assertThat(entries).isEqualTo(500);
    measured.add(holder);
    return holder.state().equals(SymphraState.class.getName()) ? 60 : 40;
  }

  private static Class<?> classOf(Holder holder) {
    try {
      return Class.forName(holder.state());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps an object of 40 bytes for each entry. */
  public static final class FortyBytes extends CacheState {
    private final long[][] kept;
    private int size;

    public FortyBytes(int maximumSize) {
      kept = new long[maximumSize][];
    }

    @Override
    public void put(Long key, String value) {
      kept[size++] = new long[3];
    }

    @Override
    public long size() {
      return size;
    }
  }

  /** Keeps nothing. */
  public static final class Forgetful extends CacheState {
    public Forgetful(int maximumSize) {}

    @Override
    public void put(Long key, String value) {}

    @Override
    public long size() {
      return 0;
    }
  }
}

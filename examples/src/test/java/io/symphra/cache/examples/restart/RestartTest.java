package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.examples.shop.Shop;
import io.symphra.cache.examples.trace.CsvTrace;
import io.symphra.cache.examples.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small restart from beginning to end, on a real PostgreSQL. */
class RestartTest {

  private static final int KEYS = 3_000;
  private static final int HOT_KEYS = 300;
  private static final int REQUESTS = 4_000;

  @TempDir
  static Path folder;

  private static final List<String> TOLD = new ArrayList<>();
  private static RestartResult result;

  @BeforeAll
  static void play() throws Exception {
    RestartSettings settings = new RestartSettings(REQUESTS, Rate.MAX, HOT_KEYS, 4);
    result = new Restart(Shop::open, trace(), settings, new Teller()).play();
  }

  @Test
  void playsTheSameRequestsColdRandomAndWarm() {
    assertThat(result.runs())
        .extracting(run -> run.start().label())
        .containsExactly("cold", "random", "warm");
    assertThat(result.runs()).allSatisfy(run -> {
      assertThat(run.all().requests()).isEqualTo(REQUESTS);
      assertThat(run.windows().keySet()).containsExactly(100, 1_000);
    });
  }

  @Test
  void warmBeatsColdAndRandomOnHitRateAndQueries() {
    RunResult warm = run(Start.WARM);
    for (RunResult other : List.of(run(Start.COLD), run(Start.RANDOM))) {
      for (int size : List.of(100, 1_000)) {
        assertThat(warm.windows().get(size).hitRate())
            .isGreaterThan(other.windows().get(size).hitRate() + 0.05);
        assertThat(warm.windows().get(size).queries())
            .isLessThan(other.windows().get(size).queries());
      }
      assertThat(warm.databaseQueries()).isLessThan(other.databaseQueries());
      assertThat(warm.requestsToSteady().orElseThrow())
          .isLessThan(other.requestsToSteady().orElse(REQUESTS));
    }
  }

  @Test
  void theCountsAddUp() {
    assertThat(result.runs()).allSatisfy(run -> {
      Figures all = run.all();
      assertThat(all.hits() + all.misses()).isEqualTo(REQUESTS);
      assertThat(run.stats().requests()).isEqualTo(REQUESTS);
      assertThat(run.databaseQueries()).isEqualTo(all.queries());
      assertThat(all.queries()).isLessThanOrEqualTo(all.misses());
      // A load that ends between the start of a request and its look into the cache is a miss here
      // and a hit there. One whose loader has returned before the start, but that is joined before
      // its value is stored, is a hit here and a miss there.
      assertThat(run.stats().hits() - all.hits()).isBetween(-REQUESTS / 100L, REQUESTS / 100L);
    });
  }

  @Test
  void randomWarmsAsManyEntriesAsWarm() {
    assertThat(run(Start.COLD).warming()).isEmpty();
    assertThat(run(Start.COLD).warmingTime()).isEqualTo(Duration.ZERO);
    for (Start start : List.of(Start.RANDOM, Start.WARM)) {
      assertThat(run(start).warming().orElseThrow().loaded()).isEqualTo(HOT_KEYS);
      assertThat(run(start).warmingTime()).isPositive();
      assertThat(run(start).warmingQueries()).isEqualTo(1);
    }
  }

  @Test
  void theNeverRestartedCacheHitsLikeTheWarmOne() {
    assertThat(result.neverRestartedHitRates().get(1_000))
        .isCloseTo(run(Start.WARM).windows().get(1_000).hitRate(), within(0.08));
  }

  @Test
  void tellsTheFirstFiguresAsSoonAsTheyStand() {
    assertThat(TOLD)
        .containsSubsequence(
            "began warm: 4,000 requests",
            "warm 100",
            "warm 1000",
            "ended warm: 4,000 requests",
            "cold 1000",
            "ended cold: 4,000 requests");
  }

  private static RunResult run(Start start) {
    return result.runs().stream()
        .filter(run -> run.start() == start)
        .findFirst()
        .orElseThrow();
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  /** Nine of ten requests go to the hot keys, before and after the restart. */
  private static Trace trace() throws IOException {
    Random random = new Random(7);
    StringBuilder log = new StringBuilder("key\n");
    for (int i = 0; i < 2 * REQUESTS; i++) {
      int key = random.nextInt(10) > 0 ? random.nextInt(HOT_KEYS) : random.nextInt(KEYS);
      log.append("product-").append(key * 7919 % KEYS).append('\n');
    }
    return new CsvTrace(Files.writeString(folder.resolve("log.csv"), log), "key").read();
  }

  private static final class Teller implements RestartListener {
    @Override
    public void began(String phase, int steps) {
      TOLD.add("began " + phase);
    }

    @Override
    public void advanced(int done) {}

    @Override
    public void figures(Start start, Figures first) {
      TOLD.add(start.label() + " " + first.requests());
    }

    @Override
    public void ended(String phase, Duration took) {
      TOLD.add("ended " + phase);
    }
  }
}

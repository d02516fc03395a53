package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symphra.cache.benchmarks.report.Pace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JmhTest {

  private static final Pace A_MOMENT = new Pace(1, 1, 2, Duration.ofMillis(20), 1, 1, true);

  @BeforeEach
  @AfterEach
  void noClassPathOfJetCache() {
    System.clearProperty("benchmarks.jetcache.classpath");
  }

  @Test
  void aContenderIsMeasuredInAJvmOfItsOwn() {
    Sample sample =
        Jmh.measure(new Contender(MissBenchmark.class, "caffeineExpiring", 2), A_MOMENT);

    assertThat(sample.nanos()).isBetween(1.0, 1e8);
    // A miss makes at least the key and the entry.
    assertThat(sample.bytes()).isBetween(48.0, 1e6);
  }

  @Test
  void aBenchmarkThatIsNotThereIsNamedWithWhatJmhSays() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Jmh.measure(new Contender(HitBenchmark.class, "nobody", 1), A_MOMENT))
        .withMessageContaining("HitBenchmark.nobody, 1 thread: exit code 1: ")
        .withMessageContaining("No matching benchmarks");
  }

  @Test
  void otherLibrariesAreThoseOfTheProperty() {
    System.setProperty("benchmarks.jetcache.classpath", "/nowhere");

    assertThatIllegalStateException()
        .isThrownBy(() -> Jmh.measure(jetCache(), A_MOMENT))
        .withMessageContaining("org.openjdk.jmh.Main");
  }

  @Test
  void withoutThePropertyItIsSaidWhoSetsIt() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Jmh.measure(jetCache(), A_MOMENT))
        .withMessage("JetCacheHitBenchmark.jetCache, 1 thread: the system property"
            + " benchmarks.jetcache.classpath must name a class path; benchmarks/run sets it");
  }

  private static Contender jetCache() {
    return Comparison.all().stream()
        .map(Comparison::theirs)
        .filter(contender -> contender.libraries() == Libraries.JETCACHE)
        .findFirst()
        .orElseThrow();
  }
}

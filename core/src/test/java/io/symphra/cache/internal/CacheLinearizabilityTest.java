package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether what several threads see of one cache without a shared tier could have happened one after the other.
 *
 * <p>Lincheck makes up scenarios from {@link CheckedOperations}, runs each many times on free-running threads, and looks for
 * an order that explains every outcome. {@link InterleavingTest} walks through every order of few steps of few scenarios;
 * this test takes a sample, but of orders at any point of the code, of the JDK's and of Caffeine's, and of all operations
 * together. How large the sample is depends on the time given and on the machine; each shape of scenario is run once at
 * most in that time.
 */
@Isolated
class CacheLinearizabilityTest {

  private static final boolean LONG = Boolean.getBoolean("symphra.cache.long");

  /** For each set of operations; one shape is always run to its end. */
  private static final Duration TIME = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(8);

  /** Where a defect is known to be: only a search that fails takes so long. */
  private static final Duration TIME_TO_FIND = Duration.ofMinutes(3);

  /** How large scenarios are; those of one shape are the same each time. */
  private record Shape(int threads, int before, int perThread, int after) {}

  private static final List<Shape> SHAPES = List.of(
      new Shape(2, 1, 3, 2),
      new Shape(3, 1, 2, 2),
      new Shape(3, 0, 3, 1),
      new Shape(2, 2, 4, 2),
      new Shape(3, 1, 3, 2),
      new Shape(4, 1, 2, 1),
      new Shape(2, 0, 5, 2),
      new Shape(3, 2, 4, 2));

  @ParameterizedTest
  @ValueSource(
      classes = {
        CheckedOperations.ThroughCache.class,
        CheckedOperations.PastCache.class,
        CheckedOperations.VerbsThroughCache.class,
        CheckedOperations.OwnedValues.class
      })
  void everyOutcomeIsThatOfSomeOrder(Class<?> operations) {
    check(operations, TIME);
  }

  /** The test's test. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        CheckedOperations.WithoutLeases.class,
        CheckedOperations.WithoutTaint.class,
        CheckedOperations.IncrementsWithoutLeases.class
      })
  void aRuleSwitchedOffIsNoticed(Class<?> operations) {
    assertThatThrownBy(() -> check(operations, TIME_TO_FIND))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  private static void check(Class<?> operations, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (Shape shape : SHAPES) {
      check(operations, shape);
      if (System.nanoTime() - deadline >= 0) {
        return;
      }
    }
  }

  private static void check(Class<?> operations, Shape shape) {
    new StressOptions()
        .sequentialSpecification(CheckedOperations.Row.class)
        .threads(shape.threads())
        .actorsBefore(shape.before())
        .actorsPerThread(shape.perThread())
        .actorsAfter(shape.after())
        .iterations(LONG ? 100 : 10)
        .invocationsPerIteration(LONG ? 2_000 : 60)
        .minimizeFailedScenario(false)
        .check(operations);
  }
}

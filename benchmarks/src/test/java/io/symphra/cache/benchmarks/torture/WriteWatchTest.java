package io.symphra.cache.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the return of a write promises, from what its thread saw of the fence. */
class WriteWatchTest {

  private static final Duration LONG = Duration.ofHours(1);

  @TempDir
  private Path folder;

  private Board board;
  private WriteWatch watch;

  @BeforeEach
  void open() {
    board = new Board(folder.resolve("board"));
    watch = new WriteWatch(board, 0, 3, WriteKind.UPDATE);
  }

  @Test
  void aWriteWhoseFenceStoodAtTheCommitIsProtectedAlsoIfItCouldNotLowerIt() {
    watch.stands(System.nanoTime(), LONG);
    watch.committed(Map.of(5L, 9L));
    watch.acknowledged();

    assertThat(board.newest(5)).isEqualTo(9);
    assertThat(board.write(5, 9).strictAt()).isPositive();
    assertThat(board.write(5, 9).instance()).isEqualTo(3);
  }

  @Test
  void aWriteThatOutlivedItsFenceIsProtectedByItsRelease() {
    watch.stands(System.nanoTime() - LONG.toNanos(), Duration.ofMillis(1));
    watch.committed(Map.of(5L, 9L));
    watch.released();
    watch.acknowledged();

    assertThat(board.write(5, 9).strictAt()).isPositive();
    assertThat(board.total(Tally.OUTLIVED_RELEASED)).isEqualTo(1);
  }

  @Test
  void withoutOneItIsNot() {
    watch.stands(System.nanoTime() - LONG.toNanos(), Duration.ofMillis(1));
    watch.committed(Map.of(5L, 9L));
    watch.acknowledged();

    assertThat(board.write(5, 9).strictAt()).isZero();
    assertThat(board.write(5, 9).looseAt()).isPositive();
    assertThat(board.write(5, 9).loose()).isEqualTo(Column.OUTLIVED);
  }

  @Test
  void aRenewalThatFoundTheFenceStandingMakesItStandLonger() {
    watch.stands(System.nanoTime() - LONG.toNanos(), Duration.ofMillis(1));
    watch.stands(System.nanoTime(), LONG);
    watch.stands(System.nanoTime() - LONG.toNanos(), Duration.ofMillis(1));
    watch.committed(Map.of(5L, 9L));
    watch.acknowledged();

    assertThat(board.write(5, 9).strictAt()).isPositive();
  }

  @Test
  void aWriteThatIsStillUnderWayPromisesNothing() {
    watch.stands(System.nanoTime(), LONG);
    watch.committed(Map.of(5L, 9L));

    assertThat(board.newest(5)).isZero();
    assertThat(board.newestCommitted(5)).isEqualTo(9);
    assertThat(board.write(5, 9).hasReturned()).isFalse();
  }

  @Test
  void aWriteThatFailedLeavesNothing() {
    watch.stands(System.nanoTime(), LONG);
    watch.acknowledged();

    assertThat(board.newest(5)).isZero();
    assertThat(board.newestCommitted(5)).isZero();
  }
}

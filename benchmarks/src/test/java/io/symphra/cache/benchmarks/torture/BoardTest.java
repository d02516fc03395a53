package io.symphra.cache.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two views of one file, as two JVMs have them. */
class BoardTest {

  @TempDir
  private Path folder;

  @Test
  void whatOneSaysTheOtherKnows() {
    Board here = new Board(folder.resolve("board"));
    Board there = new Board(folder.resolve("board"));

    here.open(3, 2, 4, WriteKind.SCOPE, 100);
    here.committed(3, 2);
    here.strict(3, 2, 6, 200);
    here.nextEpoch();
    here.phase(Board.Phase.READ);
    here.count(1, Tally.READS, 5);
    here.count(2, Tally.READS, 2);
    here.countStale(Column.LOST, Duration.ofMillis(9));
    here.countStale(Column.LOST, Duration.ofMillis(4));

    assertThat(there.write(3, 2))
        .isEqualTo(new Write(2, 4, WriteKind.SCOPE, 100, 0, Column.FENCED, 200, 6));
    assertThat(there.newest(3)).isEqualTo(2);
    assertThat(there.newestCommitted(3)).isEqualTo(2);
    assertThat(there.epoch()).isEqualTo(1);
    assertThat(there.phase()).isEqualTo(Board.Phase.READ);
    assertThat(there.total(Tally.READS)).isEqualTo(7);
    assertThat(there.stale(Column.LOST)).isEqualTo(2);
    assertThat(there.worst(Column.LOST)).isEqualTo(Duration.ofMillis(9));
  }

  @Test
  void ofARowTheLastVersionsAreKnown() {
    Board board = new Board(folder.resolve("board"));
    board.open(0, 1, 1, WriteKind.PUT, 10);
    board.open(1, 1, 1, WriteKind.PUT, 10);
    board.open(0, 1 + Board.VERSIONS, 2, WriteKind.PUT, 20);

    assertThat(board.write(0, 1)).isNull();
    assertThat(board.write(0, 1 + Board.VERSIONS)).isNotNull();
    assertThat(board.write(1, 1)).isNotNull();
    assertThat(board.write(0, 2)).isNull();
  }

  @Test
  void oneThreadTakesADoom() {
    Board board = new Board(folder.resolve("board"));
    board.doom(2, true);
    assertThat(board.takeDoom(1)).isFalse();
    assertThat(board.takeDoom(2)).isTrue();
    assertThat(board.takeDoom(2)).isFalse();
  }

  @Test
  void aWorkerReachesOnePhaseAfterTheOther() {
    Board board = new Board(folder.resolve("board"));
    assertThat(board.hasReached(0, Board.Phase.WORK)).isFalse();
    board.reached(0, Board.Phase.WORK);
    assertThat(board.hasReached(0, Board.Phase.WORK)).isTrue();
    assertThat(board.hasReached(0, Board.Phase.COMPARE)).isFalse();
    assertThat(board.hasReached(1, Board.Phase.WORK)).isFalse();
  }
}

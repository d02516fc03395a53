package io.symphra.cache.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sequences of events, and what to think of them. Times are in milliseconds. */
class JudgeTest {

  private static final int WRITER = 1;
  private static final int READER = 2;

  private final Bounds bounds = Bounds.ofTheTorture();
  private final Events events = new Events();
  private final Judge judge = new Judge(bounds, events);

  @Test
  void theNewestVersionIsRight() {
    events.fenced(5, 100, 0);
    assertThat(judge.judge(shared(5, 200, 0))).isEmpty();
  }

  @Test
  void aVersionThatIsNotAcknowledgedYetIsRightToo() {
    events.fenced(5, 100, 0);
    assertThat(judge.judge(shared(6, 200, 0))).isEmpty();
  }

  @Test
  void aReadThatBeganBeforeTheWriteReturnedMayGiveTheOldValue() {
    events.fenced(5, 100, 0);
    assertThat(judge.judge(shared(4, 99, 0))).isEmpty();
    assertThat(judge.judge(shared(4, 100, 0))).isEmpty();
  }

  @Test
  void aReadThatBeganAfterAFencedWriteReturnedMayNot() {
    events.fenced(5, 100, 0);
    assertThat(judge.judge(shared(4, 101, 0))).singleElement().satisfies(verdict -> {
      assertThat(verdict.isViolation()).isTrue();
      assertThat(verdict.column()).isEqualTo(Column.FENCED);
      assertThat(verdict.staleness()).isEqualTo(Duration.ofMillis(1));
      assertThat(verdict.newer().version()).isEqualTo(5);
    });
  }

  @Test
  void oneOfManyWritesIsEnough() {
    events.fenced(5, 100, 0);
    events.underWay(6);
    events.around(7, 110);
    assertThat(judge.judge(shared(4, 120, 0)))
        .extracting(Verdict::column, Verdict::isViolation)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Column.FENCED, true),
            org.assertj.core.groups.Tuple.tuple(Column.UNFENCED, false));
  }

  @Test
  void whatRedisLostSinceTheWriteBeganIsOldWithinItsBound() {
    events.fenced(5, 100, 0);
    Verdict verdict = only(shared(4, 300, 2));
    assertThat(verdict.column()).isEqualTo(Column.LOST);
    assertThat(verdict.isViolation()).isFalse();
    assertThat(verdict.staleness()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whileRedisIsBeingRestartedEverythingCountsAsLost() {
    events.fenced(5, 100, 1);
    assertThat(only(shared(4, 300, 1)).column()).isEqualTo(Column.LOST);
  }

  @Test
  void aWriteThatBeganAfterTheLossIsProtectedAgain() {
    events.fenced(5, 100, 2);
    assertThat(only(shared(4, 300, 2)).isViolation()).isTrue();
  }

  @Test
  void whatIsOldForLongerThanTheBoundIsAViolation() {
    events.fenced(4, 50, 0);
    events.fenced(5, 100, 0);
    long bound = bounds.shared().toMillis();
    assertThat(only(shared(4, 100 + bound, 2)).isViolation()).isFalse();
    assertThat(only(shared(4, 101 + bound, 2)).isViolation()).isTrue();
  }

  @Test
  void theBoundCountsFromTheReturnOfTheOldWriteIfThatWasLater() {
    events.fenced(4, 5_000, 0);
    events.fenced(5, 100, 0);
    long bound = bounds.shared().toMillis();
    assertThat(only(shared(4, 5_000 + bound, 2)).isViolation()).isFalse();
    assertThat(only(shared(4, 5_001 + bound, 2)).isViolation()).isTrue();
  }

  @Test
  void aWriteThatIsStillUnderWayMayStoreItsValueAtAnyTime() {
    events.underWay(4);
    events.fenced(5, 100, 0);
    assertThat(only(shared(4, 60_000, 2)).isViolation()).isFalse();
  }

  @Test
  void butThatExcusesNothingWhereRedisKeptItsData() {
    events.underWay(4);
    events.fenced(5, 100, 0);
    assertThat(only(shared(4, 101, 0)).isViolation()).isTrue();
  }

  @Test
  void aWriteAroundTheCacheIsProtectedOnceAnInvalidationHasReturned() {
    events.around(5, 100);
    assertThat(only(shared(4, 150, 0)).column()).isEqualTo(Column.UNFENCED);
    events.invalidated(5, 200, 0);
    assertThat(only(shared(4, 150, 0)).isViolation()).isFalse();
    assertThat(only(shared(4, 201, 0)).isViolation()).isTrue();
  }

  @Test
  void aWriterThatOutlivedItsFenceHasAColumnOfItsOwn() {
    events.outlived(5, 100);
    assertThat(only(shared(4, 150, 0)).column()).isEqualTo(Column.OUTLIVED);
    assertThat(only(shared(4, 101 + bounds.shared().toMillis(), 0)).isViolation())
        .isTrue();
  }

  @Test
  void aLocalTierMayLagBehindByTheCoherenceBound() {
    events.fenced(5, 100, 0);
    long bound = bounds.coherence().toMillis();
    assertThat(only(local(READER, 4, 100 + bound)).column()).isEqualTo(Column.LOCAL);
    assertThat(only(local(READER, 4, 100 + bound)).isViolation()).isFalse();
    assertThat(only(local(READER, 4, 101 + bound)).isViolation()).isTrue();
  }

  @Test
  void butNotThatOfTheInstanceThatWrote() {
    events.fenced(5, 100, 0);
    assertThat(only(local(WRITER, 4, 101)).isViolation()).isTrue();
  }

  @Test
  void alsoAfterAPattern() {
    events.matching(5, 100);
    assertThat(only(local(WRITER, 4, 101)).isViolation()).isTrue();
    assertThat(only(shared(4, 101, 0)).isViolation()).isTrue();
  }

  private Verdict only(Read read) {
    List<Verdict> verdicts = judge.judge(read);
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private static Read shared(long version, long beganAt, long epoch) {
    return new Read(7, version, nanos(beganAt), epoch, READER, false);
  }

  private static Read local(int instance, long version, long beganAt) {
    return new Read(7, version, nanos(beganAt), 0, instance, true);
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static final class Events implements History {
    private final Map<Long, Write> writes = new HashMap<>();
    private long newest;

    void underWay(long version) {
      writes.put(version, write(version, 0, Column.FENCED, 0, 0));
    }

    void fenced(long version, long returnedAt, long epoch) {
      returned(write(version, 0, Column.FENCED, returnedAt, epoch));
    }

    void matching(long version, long returnedAt) {
      returned(new Write(
          version,
          WRITER,
          WriteKind.SQL_AND_INVALIDATE_MATCHING,
          nanos(1),
          nanos(1),
          Column.UNFENCED,
          nanos(returnedAt),
          0));
    }

    void around(long version, long committedAt) {
      returned(write(version, committedAt, Column.UNFENCED, 0, 0));
    }

    void invalidated(long version, long at, long epoch) {
      Write before = writes.get(version);
      returned(
          write(version, Duration.ofNanos(before.looseAt()).toMillis(), before.loose(), at, epoch));
    }

    void outlived(long version, long returnedAt) {
      returned(write(version, returnedAt, Column.OUTLIVED, 0, 0));
    }

    private void returned(Write write) {
      writes.put(write.version(), write);
      newest = Math.max(newest, write.version());
    }

    private static Write write(
        long version, long looseAt, Column loose, long strictAt, long epoch) {
      return new Write(
          version, WRITER, WriteKind.PUT, nanos(1), nanos(looseAt), loose, nanos(strictAt), epoch);
    }

    @Override
    public Write write(long key, long version) {
      return writes.get(version);
    }

    @Override
    public long newest(long key) {
      return newest;
    }
  }
}

package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure of a read is heard by its caller or told, never neither and never twice. */
class LonelyTaskTest {

  private final IllegalStateException failure = new IllegalStateException("down");
  private final List<Throwable> told = new ArrayList<>();
  private final LonelyTask<String> task = new LonelyTask<>(
      () -> {
        throw failure;
      },
      told::add);

  @Test
  void aFailureAfterItsCallerHasLeftIsTold() {
    task.leave();
    task.run();

    assertThat(told).containsExactly(failure);
  }

  /** The caller's time was over, and before it could say so the read failed. */
  @Test
  void aFailureBetweenTheTimeoutAndTheLeavingIsTold() {
    task.run();
    task.leave();

    assertThat(told).containsExactly(failure);
  }

  @Test
  void aFailureThatTheCallerWaitsForIsNotTold() {
    task.run();

    assertThatThrownBy(task::get).hasCause(failure);
    assertThat(told).isEmpty();
  }

  @Test
  void aReadThatWasEndedBeforeItBeganNeitherRunsNorFails() {
    task.endUnbegun();
    task.leave();
    task.run();

    assertThat(task).isCancelled();
    assertThat(told).isEmpty();
  }
}

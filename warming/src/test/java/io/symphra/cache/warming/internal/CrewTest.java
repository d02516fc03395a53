package io.symphra.cache.warming.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {

  @Test
  void aWorkerTheExecutorRejectedMayBeCalledAgain() {
    AtomicBoolean full = new AtomicBoolean(true);
    AtomicInteger worked = new AtomicInteger();
    Executor executor = task -> {
      if (full.get()) {
        throw new RejectedExecutionException("full");
      }
      task.run();
    };
    Crew crew = new Crew(executor, 1, worked::incrementAndGet, () -> {});

    assertThatThrownBy(crew::call).isInstanceOf(RejectedExecutionException.class);
    full.set(false);
    crew.call();

    assertThat(worked).hasValue(1);
  }
}

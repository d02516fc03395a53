package io.symphra.cache;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A call on a thread of its own.
 *
 * @param <T> what it returns
 */
public final class Background<T> {

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  private Background(Callable<T> call) {
    this.thread = new Thread(() -> run(call), "background");
    thread.setDaemon(true);
  }

  /** Starts a call. */
  public static <T> Background<T> start(Callable<T> call) {
    Background<T> background = new Background<>(call);
    background.thread.start();
    return background;
  }

  /** Returns when the call waits for something. */
  public Background<T> untilItWaits() {
    await().pollInterval(Duration.ofMillis(1)).until(() -> WAITING.contains(thread.getState()));
    return this;
  }

  /** Interrupts the call. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Whether the call has returned or thrown. */
  public boolean isDone() {
    return result.isDone();
  }

  /** What the call returned; throws {@link CompletionException} with what it threw. */
  public T result() {
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void run(Callable<T> call) {
    try {
      result.complete(call.call());
    } catch (Throwable e) { // handed to whoever asks for the result
      result.completeExceptionally(e);
    }
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.internal.FlightRules.Role;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A load or shared read under way for one key, which others may join.
 *
 * <p>Thread-safe. The thread that leads it moves it through its stages and ends it; another one may run its loader.
 */
final class Flight<V> {

  private enum Stage {
    READING(Role.EARLY),
    LOADING(Role.LATE),
    LANDING(Role.WATCHER);

    private final Role roleOfJoiner;

    Stage(Role roleOfJoiner) {
      this.roleOfJoiner = roleOfJoiner;
    }
  }

  private final Thread leader = Thread.currentThread();
  private final CompletableFuture<Outcome<V>> outcome = new CompletableFuture<>();
  private final CompletableFuture<Boolean> voided = new CompletableFuture<>();
  private final boolean onBehalfOfReader;
  private Stage stage = Stage.READING;
  private volatile @Nullable Thread loader;

  /**
   * A flight that the current thread leads.
   *
   * @param onBehalfOfReader whether a read waits for it. The failure of a refresh, or the empty answer of a warming
   *     source, is no answer for a reader: who meets such a flight only waits for its end
   */
  Flight(boolean onBehalfOfReader) {
    this.onBehalfOfReader = onBehalfOfReader;
  }

  /** The role of a thread that comes now. */
  synchronized Role join() {
    return onBehalfOfReader ? stage.roleOfJoiner : Role.WATCHER;
  }

  /** The current thread begins to run the loader; it need not be the one that leads. */
  synchronized void beginLoad() {
    stage = Stage.LOADING;
    loader = Thread.currentThread();
  }

  /** The loader is done. */
  void endLoad() {
    loader = null;
  }

  /** Closes the flight to joiners: from here on a write may finish before the flight has ended. */
  synchronized void beginFill() {
    stage = Stage.LANDING;
  }

  void end(Outcome<V> how) {
    outcome.complete(how);
  }

  boolean hasEnded() {
    return outcome.isDone();
  }

  /** Whether the flight cannot go on before the thread does: it leads it, or runs its loader. */
  boolean waitsFor(Thread thread) {
    return leader == thread || loader == thread;
  }

  /** Marks that the key changed after this flight began. */
  void markVoid() {
    voided.complete(true);
  }

  boolean isVoid() {
    return voided.isDone();
  }

  /** Waits until the key changes, but not longer than {@code nanos}; all of them if it has changed before. */
  void awaitChange(long nanos) {
    try {
      CompletableFuture<?> change = isVoid() ? outcome : voided;
      change.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The caller looks again anyway.
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("neither a void mark nor an outcome is an exception", e);
    }
  }

  /** How the flight ended; waits for it. */
  Outcome<V> await() {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flight ends with an outcome, never with an exception", e);
    }
  }

  private static LoadInterruptedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LoadInterruptedException(
        "interrupted while waiting for a load by somebody else", cause);
  }
}

package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that goes on only when it is told to: one reader or writer of an interleaving.
 *
 * <p>It stops at named points. Between two points it runs alone, but for readers it wakes by ending their flight.
 */
final class Actor {

  /** Ends an actor whose run is over. */
  @SuppressWarnings("serial")
  static final class Abandoned extends Error {
    Abandoned() {
      super("the run is over", null, false, false);
    }
  }

  /** What an actor does; it calls {@link #pause} on the way. */
  interface Script {
    void run(Actor self) throws Exception;
  }

  private enum State {
    PAUSED,
    RUNNING,
    DONE
  }

  private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();
  private static final int SPINS = 100;

  /** Each of them takes 50 µs or more: half a minute at least. */
  private static final int MOST_SPINS = 600_000;

  final String name;
  private final Script script;
  private final Thread scheduler = Thread.currentThread();
  private volatile State state = State.RUNNING;
  private volatile boolean abandoned;
  private boolean unwinding;
  private volatile @Nullable Throwable failure;
  private @Nullable Thread thread;

  /** Where it stands, with what it holds: part of the state of the world. Read while it is paused. */
  volatile String position = "start";

  Actor(String name, Script script) {
    this.name = name;
    this.script = script;
  }

  static @Nullable Actor current() {
    return CURRENT.get();
  }

  /** Pauses the current thread if it is an actor. */
  static void pauseCurrent(String position) {
    Actor actor = CURRENT.get();
    if (actor != null) {
      actor.pause(position);
    }
  }

  void start(ActorThreads threads) {
    thread = threads.run(this::run);
    awaitStop();
  }

  private void run() {
    CURRENT.set(this);
    try {
      pause("start");
      script.run(this);
    } catch (Abandoned e) {
      // The run is over.
    } catch (Throwable e) {
      failure = e;
    } finally {
      CURRENT.remove();
      position = "done";
      state = State.DONE;
      LockSupport.unpark(scheduler);
    }
  }

  /** Stops here until the next step. */
  void pause(String at) {
    if (unwinding) {
      return;
    }
    position = at;
    state = State.PAUSED;
    LockSupport.unpark(scheduler);
    for (int spins = 0; state == State.PAUSED && !abandoned; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, 1_000_000_000L); // timed, so that WAITING means a flight
      }
    }
    if (abandoned && !unwinding) {
      unwinding = true;
      throw new Abandoned();
    }
  }

  Thread thread() {
    return requireNonNull(thread);
  }

  boolean isPaused() {
    return state == State.PAUSED;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  /** Lets it run to its next point, its end, or a flight that it waits for. */
  void step() {
    resume();
    awaitQuiet();
  }

  private void resume() {
    state = State.RUNNING;
    LockSupport.unpark(thread);
  }

  /** Waits until it is paused, done, or blocked in another reader's flight. */
  private void awaitQuiet() {
    Thread mine = requireNonNull(thread);
    for (int spins = 0; state == State.RUNNING; spins++) {
      if (spins > 50 && mine.getState() == Thread.State.WAITING && state == State.RUNNING) {
        return;
      }
      requirePatience(spins);
      idle(spins);
    }
    rethrow();
  }

  /** Somebody who is neither paused nor in a flight for so long spins, or is blocked by a lock: nothing else can move. */
  private void requirePatience(int spins) {
    if (spins > MOST_SPINS) {
      AssertionError hangs = new AssertionError(name + " hangs after " + position);
      hangs.setStackTrace(thread().getStackTrace());
      throw hangs;
    }
  }

  /** Waits until it is paused or done; for one that nothing can block now. */
  void awaitStop() {
    for (int spins = 0; state == State.RUNNING; spins++) {
      requirePatience(spins);
      idle(spins);
    }
    rethrow();
  }

  private void rethrow() {
    Throwable failed = failure;
    if (failed != null) {
      throw new AssertionError(name + " failed", failed);
    }
  }

  /** Ends it wherever it stands. */
  void abandon() {
    abandoned = true;
    LockSupport.unpark(thread);
  }

  void awaitDone() {
    for (int spins = 0; state != State.DONE; spins++) {
      idle(spins);
    }
  }

  private static void idle(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(50_000);
    }
  }
}

package io.symphra.cache;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place in a loader where a test stops it: the test waits until it is reached, then opens it. */
public final class Gate {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Stops here until the gate is open. */
  public void pass() throws InterruptedException {
    reached.countDown();
    if (!open.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody opened the gate");
    }
  }

  /** The same where nothing checked may be thrown. */
  public void passQuietly() {
    try {
      pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when somebody stands at the gate. */
  public Gate untilReached() {
    try {
      if (!reached.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came to the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** Lets everybody pass, now and later. */
  public void open() {
    open.countDown();
  }
}

package io.symphra.cache.warming.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon thread for each worker of a job: there are few, and each ends with its work, so there is no pool to close. */
final class JobThreads implements Executor {

  private final String name;
  private final AtomicInteger started = new AtomicInteger();

  JobThreads(String cache) {
    this.name = "symphra-warming-" + cache + "-";
  }

  @Override
  public void execute(Runnable worker) {
    Thread thread = new Thread(worker, name + started.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
  }
}

package io.symphra.cache.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads for the actors of one explorer, kept from run to run. Used by one thread. */
final class ActorThreads implements AutoCloseable {

  private final Deque<Worker> free = new ArrayDeque<>();
  private final Deque<Worker> taken = new ArrayDeque<>();

  Thread run(Runnable task) {
    Worker worker = free.isEmpty() ? new Worker() : free.pop();
    taken.push(worker);
    worker.tasks.add(task);
    return worker;
  }

  /** Gives all threads back; each finishes its task before it takes another. */
  void reset() {
    free.addAll(taken);
    taken.clear();
  }

  @Override
  public void close() {
    reset();
    free.forEach(worker -> worker.tasks.add(() -> worker.closed = true));
  }

  private static final class Worker extends Thread {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    @SuppressWarnings("this-escape") // a thread that starts itself is all there is of it
    Worker() {
      super("actor");
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      while (!closed) {
        try {
          tasks.take().run();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}

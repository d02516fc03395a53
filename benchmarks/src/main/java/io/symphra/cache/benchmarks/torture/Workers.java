package io.symphra.cache.benchmarks.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The workers of a run: whoever dies is started again. Thread-safe. */
final class Workers implements AutoCloseable {

  static final int COUNT = 3;

  private final Path overlay;
  private final Path folder;
  private final IntFunction<List<String>> arguments;
  private final Consumer<String> violations;
  private final List<WorkerProcess> running = new ArrayList<>();

  /**
   * Starts the workers.
   *
   * @param arguments what each is given, anew at each start
   */
  Workers(
      Path overlay, Path folder, IntFunction<List<String>> arguments, Consumer<String> violations) {
    this.overlay = overlay;
    this.folder = folder;
    this.arguments = arguments;
    this.violations = violations;
    for (int worker = 0; worker < COUNT; worker++) {
      running.add(start(worker));
    }
  }

  private WorkerProcess start(int worker) {
    return WorkerProcess.start(overlay, folder, arguments.apply(worker), violations);
  }

  /**
   * Starts those again that were killed.
   *
   * @throws IllegalStateException if one ended that nobody killed
   */
  synchronized void revive() {
    for (int worker = 0; worker < COUNT; worker++) {
      WorkerProcess process = running.get(worker);
      if (process.isBroken()) {
        throw new IllegalStateException("a worker broke: " + process.lastWords());
      }
      if (!process.isAlive()) {
        running.set(worker, start(worker));
      }
    }
  }

  synchronized boolean isAlive(int worker) {
    return running.get(worker).isAlive();
  }

  synchronized void kill(SplittableRandom random) {
    running.get(random.nextInt(COUNT)).kill();
  }

  @Override
  public synchronized void close() {
    running.forEach(WorkerProcess::close);
  }
}

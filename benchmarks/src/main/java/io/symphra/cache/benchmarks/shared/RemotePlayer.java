package io.symphra.cache.benchmarks.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.benchmarks.local.Libraries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A player in a JVM of its own, a {@link Worker}. */
final class RemotePlayer implements Player {

  private static final int LINES_IN_MESSAGE = 12;
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final Deque<String> said = new ArrayDeque<>();

  /** Starts it, and returns when it has stored its entries. */
  RemotePlayer(Libraries libraries, String type, String uri) {
    name = type.substring(type.lastIndexOf('.') + 1);
    try {
      process = new ProcessBuilder(List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xms512m",
              "-Xmx512m",
              "-cp",
              libraries.classPath(),
              Worker.class.getName(),
              type,
              uri))
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    orders = new PrintWriter(process.outputWriter(UTF_8), true);
    try {
      answer();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Slice play(Task task, int callers, Duration time) {
    orders.println(
        String.format(Locale.ROOT, "play %s %d %d", task, callers, Math.max(1, time.toMillis())));
    return Slice.parse(answer());
  }

  @Override
  public int stampede(int keys) {
    orders.println("stampede " + keys);
    return Integer.parseInt(answer());
  }

  private String answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(Worker.ANSWER)) {
          return line.substring(Worker.ANSWER.length());
        }
        said.add(line);
        if (said.size() > LINES_IN_MESSAGE) {
          said.remove();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(
        "%s ended: %s".formatted(name, String.join(System.lineSeparator(), said)));
  }

  /** Ends it: it stops when it is told nothing more. */
  @Override
  public void close() {
    orders.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

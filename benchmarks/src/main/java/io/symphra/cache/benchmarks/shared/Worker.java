package io.symphra.cache.benchmarks.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A player in a JVM of its own, which does what it is told on its standard input, line by line. It ends when that does.
 *
 * <p>{@code play TASK CALLERS MILLIS} and {@code stampede KEYS}; each answer is a line that begins with {@link #ANSWER}.
 */
public final class Worker {

  /** What an answer begins with, because libraries write to the standard output too. */
  static final String ANSWER = "= ";

  private Worker() {}

  /**
   * Runs.
   *
   * @param arguments the name of a {@link RemoteCache} with a public constructor that takes the address, and the address
   */
  public static void main(String... arguments) throws IOException, ReflectiveOperationException {
    Class<? extends RemoteCache> type = Class.forName(arguments[0]).asSubclass(RemoteCache.class);
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (LocalPlayer player = new LocalPlayer(type, arguments[1])) {
      System.out.println(ANSWER + "ready");
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obey(player, order.split(" ", -1), System.out);
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void obey(Player player, String[] words, PrintStream answers) {
    if (words[0].equals("stampede")) {
      answers.println(ANSWER + player.stampede(Integer.parseInt(words[1])));
      return;
    }
    Slice slice = player.play(
        Task.valueOf(words[1]),
        Integer.parseInt(words[2]),
        Duration.ofMillis(Long.parseLong(words[3])));
    answers.println(ANSWER + slice.format());
  }
}

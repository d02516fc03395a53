package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures one contender once, in a JVM of its own.
 *
 * <p>JMH lets the measured JVM have the class path of its own. So it is started as a program too, with the contender's.
 */
final class Jmh {

  private static final String BYTES = "gc.alloc.rate.norm";
  private static final JsonMapper JSON = new JsonMapper();

  private Jmh() {}

  static Sample measure(Contender contender, Pace pace) {
    try {
      Path results = Files.createTempFile("symphra-benchmark", ".json");
      try {
        JavaProcess.run(contender.libraries(), program(contender, pace, results));
        JsonNode run = JSON.readTree(results).path(0);
        return new Sample(
            median(run.path("primaryMetric")),
            median(run.path("secondaryMetrics").path(BYTES)));
      } finally {
        Files.deleteIfExists(results);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("%s: %s".formatted(contender, e.getMessage()), e);
    }
  }

  private static List<String> program(Contender contender, Pace pace, Path results) {
    String iteration = pace.iteration().toMillis() + "ms";
    return List.of(
        // Of JMH itself, which only waits. The measured JVM gets jvmArgs.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "org.openjdk.jmh.Main",
        "^" + Pattern.quote(contender.jmhName()) + "$",
        "-f",
        "1",
        "-t",
        Integer.toString(contender.threads()),
        "-wi",
        Integer.toString(pace.warmups()),
        "-w",
        iteration,
        "-i",
        Integer.toString(pace.iterations()),
        "-r",
        iteration,
        "-jvmArgs",
        "-Xms1g -Xmx1g",
        "-prof",
        "gc",
        "-foe",
        "true",
        "-v",
        "SILENT",
        "-rf",
        "json",
        "-rff",
        results.toString());
  }

  /** Of the iterations. A mean would be the doing of the one in which something else had the processor. */
  private static double median(JsonNode metric) {
    List<Double> iterations =
        metric.path("rawData").path(0).valueStream().map(JsonNode::asDouble).toList();
    if (iterations.isEmpty()) {
      throw new IllegalStateException("JMH's result lacks a figure");
    }
    return Spread.ofMedian(iterations).figure();
  }
}

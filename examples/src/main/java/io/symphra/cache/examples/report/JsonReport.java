package io.symphra.cache.examples.report;

import io.symphra.cache.examples.restart.Figures;
import io.symphra.cache.examples.restart.RestartResult;
import io.symphra.cache.examples.restart.RunResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a restart as JSON.
 *
 * <p>A window that the run did not fill is left out. {@code secondsToSteady} is null if the cache never was steady.
 */
public final class JsonReport {

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private JsonReport() {}

  /** The JSON text, with a line end. */
  public static String of(RestartResult result) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("trace", result.traceName());
    root.put("products", result.products());
    root.put("historyRequests", result.history());
    root.put("requests", result.requests());
    root.put(
        "requestsPerSecond",
        result.settings().rate().isPaced() ? result.settings().rate().perSecond() : "max");
    root.put("maximumSize", result.settings().maximumSize());
    root.put("threads", result.settings().threads());
    root.put("steadyWindow", result.steadyWindow());
    root.put("cores", Runtime.getRuntime().availableProcessors());
    root.put("jdk", System.getProperty("java.version"));
    root.put("runs", result.runs().stream().map(JsonReport::run).toList());
    root.put("neverRestarted", Map.of("hitRate", result.neverRestartedHitRates()));
    return WRITER.writeValueAsString(root) + "\n";
  }

  private static Map<String, Object> run(RunResult run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", run.start().label());
    fields.put("hitRate", windows(run, Figures::hitRate));
    fields.put("latencyMicros", windows(run, JsonReport::latency));
    fields.put("databaseQueries", run.databaseQueries());
    fields.put("secondsToSteady", run.timeToSteady().map(JsonReport::seconds).orElse(null));
    fields.put("warmingSeconds", seconds(run.warmingTime()));
    fields.put("queriesWithin", windows(run, Figures::queries));
    fields.put(
        "requestsToSteady",
        run.requestsToSteady().isPresent() ? run.requestsToSteady().getAsInt() : null);
    fields.put("requests", run.all().requests());
    fields.put("hits", run.all().hits());
    fields.put("misses", run.all().misses());
    fields.put("warmedEntries", run.warming().map(report -> report.loaded()).orElse(0L));
    fields.put("warmingQueries", run.warmingQueries());
    return fields;
  }

  private static Map<String, Object> latency(Figures figures) {
    Map<String, Object> micros = new LinkedHashMap<>();
    micros.put("p50", micros(figures.latency().p50Nanos()));
    micros.put("p99", micros(figures.latency().p99Nanos()));
    micros.put("max", micros(figures.latency().maxNanos()));
    return micros;
  }

  private static Map<String, Object> windows(RunResult run, Function<Figures, Object> value) {
    Map<String, Object> windows = new LinkedHashMap<>();
    SortedMap<Integer, Figures> filled = run.windows();
    filled.forEach((size, figures) -> windows.put(Integer.toString(size), value.apply(figures)));
    return windows;
  }

  private static double micros(long nanos) {
    return nanos / 1e3;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}

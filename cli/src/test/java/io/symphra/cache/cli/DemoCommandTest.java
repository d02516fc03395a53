package io.symphra.cache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTest {

  @TempDir
  Path folder;

  @Test
  void playsTheUsersOwnLogAndWritesFiguresAndPage() throws IOException {
    Path json = folder.resolve("figures.json");
    Path html = folder.resolve("page.html");

    Outcome outcome = Outcome.of(
        "demo",
        "--trace",
        Log.of(4_000, folder.resolve("log.csv")).toString(),
        "--key-column",
        "sku",
        "--maximum-size",
        "200",
        "--rate",
        "max",
        "--json",
        json.toString(),
        "--html",
        html.toString());

    assertThat(outcome.err().lines())
        .as("nothing but progress, which is shown where a run takes longer than two seconds")
        .allMatch(
            line -> line.matches("  (cold|random|warm): [\\d,]+ requests: .+ done, .+/s, .+ left"));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("the trace has 2,000 requests after the restart")
        .contains("cold   first   1,000 requests")
        .containsPattern("time to 95 % of steady +\\d")
        .contains("the page with the curves: " + html)
        .contains("the figures as JSON: " + json);
    JsonNode runs = JsonMapper.shared().readTree(json).get("runs");
    assertThat(runs)
        .extracting(run -> run.get("name").asString())
        .containsExactly("cold", "random", "warm");
    assertThat(runs).allSatisfy(run -> {
      assertThat(run.get("requests").asInt()).isEqualTo(2_000);
      assertThat(run.get("hits").asInt() + run.get("misses").asInt()).isEqualTo(2_000);
    });
    double warm = runs.get(2).get("hitRate").get("1000").asDouble();
    assertThat(warm).isGreaterThan(runs.get(0).get("hitRate").get("1000").asDouble());
    assertThat(warm).isGreaterThan(runs.get(1).get("hitRate").get("1000").asDouble());
    assertThat(Files.readString(html)).contains("never restarted");
  }

  @Test
  void oneRequestIsEnough() throws IOException {
    Path json = folder.resolve("figures.json");

    Outcome outcome = Outcome.of(
        "demo",
        "--trace",
        Log.of(100, folder.resolve("log.csv")).toString(),
        "--key-column",
        "sku",
        "--requests",
        "1",
        "--json",
        json.toString(),
        "--html",
        folder.resolve("page.html").toString());

    assertThat(outcome.exitCode()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json).get("runs").get(0);
    assertThat(run.get("requests").asInt()).isEqualTo(1);
    assertThat(run.get("hitRate")).isEmpty();
  }

  @Test
  void helpNamesEveryOption() {
    Outcome outcome = Outcome.of("demo", "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains(
            "--requests",
            "--rate",
            "--maximum-size",
            "--trace",
            "--key-column",
            "--json",
            "--html");
  }
}

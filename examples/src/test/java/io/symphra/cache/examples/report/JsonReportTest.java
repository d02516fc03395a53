package io.symphra.cache.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

  private final JsonNode json =
      JsonMapper.shared().readTree(JsonReport.of(Results.small("a \"trace\"")));

  @Test
  void hasTheFiguresOfTheThreeRunsByName() {
    assertThat(json.get("runs")).hasSize(3);
    JsonNode warm = json.get("runs").get(2);

    assertThat(warm.get("name").asString()).isEqualTo("warm");
    assertThat(warm.get("hitRate").get("100").asDouble()).isEqualTo(0.75);
    assertThat(warm.get("latencyMicros").get("1000").get("p50").asDouble()).isEqualTo(1.5);
    assertThat(warm.get("latencyMicros").get("1000").get("p99").asDouble()).isEqualTo(2_500);
    assertThat(warm.get("latencyMicros").get("1000").get("max").asDouble()).isEqualTo(12_000);
    assertThat(warm.get("databaseQueries").asInt()).isEqualTo(499);
    assertThat(warm.get("secondsToSteady").asDouble()).isEqualTo(0.5);
    assertThat(warm.get("warmingSeconds").asDouble()).isZero();
  }

  @Test
  void leavesOutWindowsThatWereNotFilled() {
    for (JsonNode run : json.get("runs")) {
      assertThat(run.get("hitRate").propertyNames()).containsExactly("100", "1000");
      assertThat(run.get("latencyMicros").propertyNames()).containsExactly("100", "1000");
    }
  }

  @Test
  void neverSteadyIsNull() {
    assertThat(json.get("runs").get(0).get("secondsToSteady").isNull()).isTrue();
    assertThat(json.get("runs").get(0).get("requestsToSteady").isNull()).isTrue();
  }

  @Test
  void saysWhatWasPlayed() {
    assertThat(json.get("trace").asString()).isEqualTo("a \"trace\"");
    assertThat(json.get("requests").asInt()).isEqualTo(Results.REQUESTS);
    assertThat(json.get("requestsPerSecond").asInt()).isEqualTo(10_000);
    assertThat(json.get("neverRestarted").get("hitRate").get("1000").asDouble()).isEqualTo(0.99);
  }
}

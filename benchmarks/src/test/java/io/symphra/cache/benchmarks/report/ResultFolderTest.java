package io.symphra.cache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultFolderTest {

  private static final Row WITH_ERROR = Row.of(
      "local.hit.1", new Spread(8, 0.5), "ns", new Spread(20, 1), "Caffeine, expireAfterWrite");
  private static final Row WITHOUT_RATIO = Row.of("local.hit.bytes", 0, "B", 0, "Caffeine");

  @TempDir
  private Path temp;

  private Path place;
  private ResultFolder folder;

  @BeforeEach
  void folderThatDoesNotExistYet() {
    place = temp.resolve("results");
    folder = new ResultFolder(place);
  }

  @Test
  void theFileHasTheFieldsThatOthersRead() throws IOException {
    Path file = folder.write(Samples.of("local", Samples.DATE, false, WITH_ERROR, WITHOUT_RATIO));

    JsonNode json = JsonMapper.shared().readTree(file);
    assertThat(file).hasFileName("local.json");
    assertThat(json.get("suite").asString()).isEqualTo("local");
    assertThat(json.get("jdk").asString()).isEqualTo("17.0.1");
    assertThat(json.get("cores").asInt()).isEqualTo(4);
    assertThat(json.get("date").asString()).isEqualTo("2026-03-01T10:00:00Z");
    JsonNode row = json.get("rows").get(0);
    assertThat(row.get("name").asString()).isEqualTo("local.hit.1");
    assertThat(row.get("value").asDouble()).isEqualTo(8);
    assertThat(row.get("unit").asString()).isEqualTo("ns");
    assertThat(row.get("baseline").asDouble()).isEqualTo(20);
    assertThat(row.get("ratio").asDouble()).isEqualTo(0.4);
    assertThat(row.get("error").asDouble()).isEqualTo(0.5);
    assertThat(json.get("rows").get(1).has("ratio")).isFalse();
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Results local = Samples.of("local", Samples.DATE, false, WITH_ERROR, WITHOUT_RATIO);
    Results hitRate = Samples.of("hitrate", Samples.DATE, false);

    folder.write(local);
    folder.write(hitRate);

    assertThat(folder.read()).isEqualTo(List.of(hitRate, local));
  }

  @Test
  void aLaterRunReplacesTheEarlier() throws IOException {
    folder.write(Samples.of("local", Samples.DATE, false, WITH_ERROR));
    folder.write(Samples.of("local", Samples.DATE.plusSeconds(1), false));

    assertThat(folder.read())
        .isEqualTo(List.of(Samples.of("local", Samples.DATE.plusSeconds(1), false)));
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aSmokeRunNeitherReplacesAMeasurementNorCountsAsOne() throws IOException {
    Results measured = Samples.of("local", Samples.DATE, false, WITH_ERROR);
    folder.write(measured);
    Path smoke = folder.write(Samples.of("local", Samples.DATE.plusSeconds(1), true));

    assertThat(smoke).hasFileName("local.quick.json");
    assertThat(folder.read()).isEqualTo(List.of(measured));
  }

  @Test
  void aFolderThatDoesNotExistHasNoResults() throws IOException {
    assertThat(folder.read()).isEmpty();
  }

  @Test
  void aFileThatIsNoResultIsNamed() throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve("local.json"), "{\"suite\":");

    assertThatIOException().isThrownBy(folder::read).withMessageContaining("local.json");
  }
}

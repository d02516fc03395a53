package io.symphra.cache.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder with the newest results of each suite, one JSON file each. */
public final class ResultFolder {

  private static final String QUICK = ".quick.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  /** A folder; it is made when the first results are written. */
  public ResultFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Replaces the results of the suite. A smoke run has a file of its own, so that it never replaces a measurement.
   *
   * @return the file
   */
  public Path write(Results results) throws IOException {
    return writeTo(folder.resolve(results.suite() + (results.quick() ? QUICK : ".json")), results);
  }

  /**
   * Writes results to a file of any name, in the place of what is there.
   *
   * @return the file
   */
  public static Path writeTo(Path file, Results results) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path whole = Files.createTempFile(parent, results.suite(), ".tmp");
    Files.writeString(whole, JSON.writeValueAsString(results) + "\n");
    return Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All measurements in the folder, in the order of the suites' names; smoke runs are left out. */
  public List<Results> read() throws IOException {
    List<Results> results = new ArrayList<>();
    for (Path file : measured()) {
      try {
        results.add(JSON.readValue(file, Results.class));
      } catch (JacksonException e) {
        throw new IOException("%s is no result: %s".formatted(file, e.getOriginalMessage()), e);
      }
    }
    return results;
  }

  private List<Path> measured() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && !file.toString().endsWith(QUICK))
          .sorted()
          .toList();
    }
  }
}

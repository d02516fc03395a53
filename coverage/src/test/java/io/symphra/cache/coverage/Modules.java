package io.symphra.cache.coverage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled modules of this build, each named after its folder. */
final class Modules {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Modules() {}

  /** Folders that hold production code, so that a rule can tell whether it saw all of them. */
  static List<String> withSources() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JavaClasses production() {
    return read("target/classes");
  }

  static JavaClasses productionAndTests() {
    return read("target/classes", "target/test-classes");
  }

  static String of(JavaClass type) {
    URI file = type.getSource().orElseThrow().getUri();
    return ROOT.relativize(Path.of(file)).getName(0).toString();
  }

  private static JavaClasses read(String... outputs) {
    List<Path> paths = withSources().stream()
        .flatMap(module -> Stream.of(outputs).map(output -> ROOT.resolve(module).resolve(output)))
        .filter(Files::isDirectory)
        .toList();
    return new ClassFileImporter().importPaths(paths);
  }
}

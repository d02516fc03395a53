package io.symphra.cache.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file to be written at once, so that nobody ever reads half of it.
 *
 * <p>What is no regular file, such as {@code /dev/stdout}, is written in place.
 *
 * @param path where
 */
public record OutputFile(Path path) {

  /** Why it could not be written now, in words for the person who named it; empty if it can. */
  public Optional<String> obstacle() {
    Path folder = folder();
    if (Files.isDirectory(path)) {
      return Optional.of(path + " is a folder; allowed: a file");
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of("the folder %s of %s does not exist".formatted(folder, path));
    }
    boolean writable = Files.exists(path)
        ? Files.isWritable(path) && (isSpecial() || Files.isWritable(folder))
        : Files.isWritable(folder);
    return writable ? Optional.empty() : Optional.of(path + " cannot be written");
  }

  /** Replaces its content. */
  public void write(String content) throws IOException {
    if (isSpecial()) {
      Files.writeString(path, content);
      return;
    }
    // A link stays a link, and what it points to is replaced.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path draft = target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(draft, content, UTF_8);
      Files.move(draft, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private boolean isSpecial() {
    return Files.exists(path) && !Files.isRegularFile(path);
  }

  private Path folder() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }
}

package io.symphra.cache.benchmarks.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * A folder with altered copies of classes and scripts of the library, for the front of a worker's class path. The library
 * itself knows nothing of it. What is to be altered must be there, exactly once, or the run ends.
 */
final class Overlay {

  private static final String SCRIPTS = "io/symphra/cache/redis/internal/";

  private final Path folder;

  Overlay(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * Replaces a piece of a script.
   *
   * @param script its name, without folder and ending
   */
  void text(String script, String old, String replacement) {
    String resource = SCRIPTS + script + ".lua";
    try (InputStream in = Overlay.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there is no script " + resource);
      }
      String text = new String(in.readAllBytes(), UTF_8);
      int at = text.indexOf(old);
      if (at < 0 || text.indexOf(old, at + 1) >= 0) {
        throw new IllegalStateException(
            "script %s does not have this exactly once: %s".formatted(resource, old));
      }
      Path file = folder.resolve(resource);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.replace(old, replacement), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds code to the methods of a class.
   *
   * @param className the class
   * @param methods which of its methods; one at least
   * @param advice what is added, see {@link Mutations}
   */
  void code(String className, ElementMatcher<MethodDescription> methods, Class<?> advice) {
    ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(Overlay.class.getClassLoader());
    TypePool.Resolution found = TypePool.Default.of(locator).describe(className);
    if (!found.isResolved()) {
      throw new IllegalStateException("there is no class " + className);
    }
    TypeDescription type = found.resolve();
    if (type.getDeclaredMethods().filter(methods).size() != 1) {
      throw new IllegalStateException(
          "class %s does not have exactly one such method: %s".formatted(className, methods));
    }
    try {
      var unused = new ByteBuddy()
          .redefine(type, locator)
          .visit(Advice.to(advice).on(methods))
          .make()
          .saveIn(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

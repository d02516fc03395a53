package io.symphra.cache.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A made-up access log: nine of ten requests go to the hot keys. */
final class Log {

  private Log() {}

  static Path of(int requests, Path file) throws IOException {
    Random random = new Random(7);
    StringBuilder log = new StringBuilder("time,sku\n");
    for (int i = 0; i < requests; i++) {
      int key = random.nextInt(10) > 0 ? random.nextInt(200) : random.nextInt(2_000);
      log.append(i).append(",sku-").append(key).append('\n');
    }
    return Files.writeString(file, log);
  }
}

package io.symphra.cache.benchmarks.hitrate;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/**
 * The keys that a real application asked for, in their order.
 *
 * <p>The traces were recorded by headissue (Jens Wilke) for the benchmarks of cache2k and are licensed under CC BY 4.0.
 * They are read from the jar of Caffeine's simulator, where the keys are little-endian 32-bit numbers.
 */
final class Trace {

  /** Two of object reads of an e-commerce application, two of requests for the product pages of a shop. */
  static final List<String> NAMES = List.of("orm-busy", "orm-night", "web07", "web12");

  private static final String FOLDER =
      "/com/github/benmanes/caffeine/cache/simulator/parser/cache2k/";

  private final int[] keys;

  Trace(int... keys) {
    this.keys = keys;
  }

  /**
   * Reads a trace.
   *
   * @param most how many requests to read at most
   */
  static Trace read(String name, int most) throws IOException {
    String resource = FOLDER + name + ".trace.xz";
    try (InputStream packed = Trace.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new FileNotFoundException("there is no trace " + name + " on the class path");
      }
      byte[] bytes = new XZInputStream(new BufferedInputStream(packed)).readAllBytes();
      IntBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      int[] keys = new int[Math.min(most, numbers.remaining())];
      numbers.get(keys);
      return new Trace(keys);
    }
  }

  /** The keys, not to be changed. */
  int[] keys() {
    return keys;
  }

  /** How many different keys there are. */
  int distinct() {
    return (int) Arrays.stream(keys).distinct().count();
  }
}

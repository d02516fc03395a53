package io.symphra.cache.examples.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/**
 * The trace {@code orm-busy}: five million object reads of a real e-commerce application at a busy time.
 *
 * <p>It was recorded by headissue (Jens Wilke) for the benchmarks of cache2k and is licensed under CC BY 4.0. It is read
 * from the jar of Caffeine's simulator, where its keys are little-endian 32-bit numbers without a header.
 */
public final class OrmBusy implements TraceReader {

  private static final String RESOURCE =
      "/com/github/benmanes/caffeine/cache/simulator/parser/cache2k/orm-busy.trace.xz";
  private static final int REQUESTS_PER_READ = 16_384;

  @Override
  public Trace read() {
    TraceBuilder trace = new TraceBuilder(TraceLimits.ofDefaults());
    // Writing out five million numbers takes longer than looking up which were written already.
    Map<Integer, String> written = new HashMap<>();
    try (InputStream resource = OrmBusy.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new TraceException("the trace orm-busy is not on the class path", null);
      }
      InputStream in = new XZInputStream(new BufferedInputStream(resource));
      byte[] bytes = new byte[REQUESTS_PER_READ * Integer.BYTES];
      for (int read = in.readNBytes(bytes, 0, bytes.length);
          read > 0;
          read = in.readNBytes(bytes, 0, bytes.length)) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.remaining() >= Integer.BYTES) {
          trace.add(written.computeIfAbsent(numbers.getInt(), number -> Integer.toString(number)));
        }
      }
    } catch (IOException e) {
      throw new TraceException("the trace orm-busy cannot be read: " + e.getMessage(), e);
    }
    return trace.build("orm-busy", Optional.empty());
  }
}

package io.symphra.cache.benchmarks.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers in a file that several JVMs map into their memory; each access is volatile. Thread-safe, also across JVMs. */
final class SharedMemory {

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer bytes;

  /** Maps a file, and makes it if there is none; it begins with zeros. */
  SharedMemory(Path file, int longs) {
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8L * longs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long get(int index) {
    return (long) LONGS.getVolatile(bytes, 8 * index);
  }

  void set(int index, long value) {
    LONGS.setVolatile(bytes, 8 * index, value);
  }

  void add(int index, long more) {
    long unused = (long) LONGS.getAndAdd(bytes, 8 * index, more);
  }

  boolean compareAndSet(int index, long expected, long value) {
    return LONGS.compareAndSet(bytes, 8 * index, expected, value);
  }

  /** Raises a number to this one if it is lower. */
  void raise(int index, long value) {
    long before = get(index);
    while (before < value && !compareAndSet(index, before, value)) {
      before = get(index);
    }
  }
}

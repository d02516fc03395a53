package io.symphra.cache.redis.internal;

import io.symphra.cache.redis.internal.EntryFormat.Payload;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * LZ4 for payloads above a threshold, where it makes them smaller.
 *
 * <p>The implementation in plain Java, which checks every access: bytes from a server are untrusted.
 */
final class Compression {

  /** No LZ4 block grows by more. */
  private static final int MOST_RATIO = 255;

  private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.safeInstance().safeDecompressor();

  private final int above;
  private final int maximumSize;

  /**
   * Compression.
   *
   * @param above payloads of at most so many bytes stay as they are
   * @param maximumSize more bytes are never made of a payload
   */
  Compression(int above, int maximumSize) {
    this.above = above;
    this.maximumSize = maximumSize;
  }

  Payload pack(byte[] raw) {
    if (raw.length > above) {
      byte[] room = new byte[COMPRESSOR.maxCompressedLength(raw.length)];
      int length = COMPRESSOR.compress(raw, 0, raw.length, room, 0, room.length);
      if (length < raw.length) {
        return new Payload(Arrays.copyOf(room, length), raw.length, true);
      }
    }
    return new Payload(raw, raw.length, false);
  }

  /** The bytes before compression; null if these cannot be what was packed. */
  byte @Nullable [] unpack(Payload payload) {
    byte[] bytes = payload.bytes();
    int rawLength = payload.rawLength();
    if (rawLength < 0 || rawLength > maximumSize) {
      return null;
    }
    if (!payload.isCompressed()) {
      return rawLength == bytes.length ? bytes : null;
    }
    if (rawLength / MOST_RATIO > bytes.length) { // before room is made for a length that is a lie
      return null;
    }
    byte[] raw = new byte[rawLength];
    try {
      return DECOMPRESSOR.decompress(bytes, 0, bytes.length, raw, 0) == rawLength ? raw : null;
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      return null;
    }
  }
}

package io.symphra.cache.redis.internal;

import io.symphra.cache.spi.StoredEntry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An entry as bytes: a header of 60, all numbers big-endian, and the payload.
 *
 * <pre>
 *  0  2  magic, "SC"
 *  2  1  format, 1
 *  3  4  codec
 *  7  4  schema version of the cache
 * 11  1  flags: 1 compressed, 2 negative, 4 has a version
 * 12  8  created at, milliseconds of the server's clock
 * 20  8  fresh for, milliseconds
 * 28  8  stale for, milliseconds
 * 36  8  load cost, nanoseconds
 * 44  8  version, its sign bit turned so that higher bytes are newer
 * 52  4  length of the payload
 * 56  4  length of the payload before compression
 * </pre>
 *
 * <p>Bytes with another magic, format, codec or schema, or with a payload of another length, are no entry.
 */
final class EntryFormat {

  static final int HEADER = 60;
  /** The longest time in milliseconds; it stands for {@link StoredEntry#LONGEST}, which is no whole number of them. */
  static final long LONGEST = StoredEntry.LONGEST.toMillis();

  private static final int SIGNATURE = 11;
  /** Magic, format and codec: the signature without the schema. */
  private static final int KIND = 7;

  private static final byte FORMAT = 1;
  private static final int COMPRESSED = 1;
  private static final int NEGATIVE = 2;
  private static final int VERSIONED = 4;

  private final byte[] signature;

  EntryFormat(int codec, int schema) {
    signature = ByteBuffer.allocate(SIGNATURE)
        .put((byte) 'S')
        .put((byte) 'C')
        .put(FORMAT)
        .putInt(codec)
        .putInt(schema)
        .array();
  }

  /** What every entry that this format can read begins with. */
  byte[] signature() {
    return signature.clone();
  }

  /** An entry with its payload; null without one, in a negative entry. */
  byte[] write(StoredEntry<?> entry, @Nullable Payload payload) {
    int length = payload == null ? 0 : payload.bytes().length;
    int flags = (payload == null ? NEGATIVE : payload.isCompressed() ? COMPRESSED : 0)
        | (entry.version().isPresent() ? VERSIONED : 0);
    ByteBuffer out = ByteBuffer.allocate(HEADER + length)
        .put(signature)
        .put((byte) flags)
        .putLong(0) // the server dates it
        .putLong(millis(entry.freshFor()))
        .putLong(millis(entry.staleFor()))
        .putLong(Math.max(0, nanos(entry.loadCost())))
        .putLong(entry.version().orElse(0) ^ Long.MIN_VALUE)
        .putInt(length)
        .putInt(payload == null ? 0 : payload.rawLength());
    if (payload != null) {
      out.put(payload.bytes());
    }
    return out.array();
  }

  static long millis(Duration time) {
    return time.compareTo(StoredEntry.LONGEST) >= 0 ? LONGEST : Math.max(0, time.toMillis());
  }

  private static long nanos(Duration time) {
    return time.compareTo(StoredEntry.LONGEST) >= 0 ? Long.MAX_VALUE : time.toNanos();
  }

  /** What the bytes say, without a look into the payload; null if they are no entry of this format, codec and schema. */
  @Nullable
  Read read(byte[] bytes) {
    if (bytes.length < HEADER || !Arrays.equals(bytes, 0, SIGNATURE, signature, 0, SIGNATURE)) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, SIGNATURE, bytes.length - SIGNATURE);
    int flags = in.get();
    long createdAt = in.getLong();
    long freshFor = in.getLong();
    long staleFor = in.getLong();
    long loadCost = in.getLong();
    long version = in.getLong() ^ Long.MIN_VALUE;
    int length = in.getInt();
    int rawLength = in.getInt();
    boolean negative = (flags & NEGATIVE) != 0;
    if (isTime(createdAt)
        && isTime(freshFor)
        && isTime(staleFor)
        && loadCost >= 0
        && length == bytes.length - HEADER
        && (!negative || length == 0)
        && (flags & ~(COMPRESSED | NEGATIVE | VERSIONED)) == 0) {
      StoredEntry<Void> times = new StoredEntry<>(
          null,
          createdAt,
          duration(freshFor),
          duration(staleFor),
          Duration.ofNanos(loadCost),
          (flags & VERSIONED) == 0 ? OptionalLong.empty() : OptionalLong.of(version));
      Payload payload = negative
          ? null
          : new Payload(
              Arrays.copyOfRange(bytes, HEADER, bytes.length),
              rawLength,
              (flags & COMPRESSED) != 0);
      return new Read(times, payload);
    }
    return null;
  }

  /** Whether the bytes are an entry of this format and codec, and of another schema. */
  boolean isOfAnotherSchema(byte[] bytes) {
    return bytes.length >= HEADER
        && Arrays.equals(bytes, 0, KIND, signature, 0, KIND)
        && !Arrays.equals(bytes, KIND, SIGNATURE, signature, KIND, SIGNATURE);
  }

  private static boolean isTime(long millis) {
    return millis >= 0 && millis <= LONGEST;
  }

  private static Duration duration(long millis) {
    return millis == LONGEST ? StoredEntry.LONGEST : Duration.ofMillis(millis);
  }

  /**
   * The two parts of an entry.
   *
   * @param times the entry without its value
   * @param payload null in a negative entry
   */
  record Read(StoredEntry<Void> times, @Nullable Payload payload) {}

  /**
   * An encoded value.
   *
   * @param bytes as they are stored
   * @param rawLength how many they are when they are not compressed, or claim to be
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Payload(byte[] bytes, int rawLength, boolean isCompressed) {}
}

package io.symphra.cache.redis.internal;

import io.symphra.cache.redis.internal.EntryFormat.Payload;
import io.symphra.cache.redis.internal.EntryFormat.Read;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.ValueCodec;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of one cache as bytes and back. What cannot be read is a miss, counted, and never an exception; what cannot be
 * written is not stored, counted, and logged once.
 *
 * <p>Thread-safe if the codec is.
 */
final class ValueFormat<V> {

  private static final Logger LOG = LoggerFactory.getLogger(ValueFormat.class);

  private final String cacheName;
  private final ValueCodec<V> codec;
  private final EntryFormat format;
  private final Compression compression;
  private final int maximumSize;
  private final Counters counters;
  private final KeyPatterns saidTooLarge = new KeyPatterns();
  private final AtomicBoolean saidNotEncodable = new AtomicBoolean();

  ValueFormat(
      String cacheName,
      ValueCodec<V> codec,
      EntryFormat format,
      TierSettings settings,
      Counters counters) {
    this.cacheName = cacheName;
    this.codec = codec;
    this.format = format;
    this.maximumSize = settings.maximumValueSize();
    this.compression = new Compression(settings.compressAbove(), maximumSize);
    this.counters = counters;
  }

  byte[] signature() {
    return format.signature();
  }

  /**
   * The entry as bytes; null if it cannot be stored.
   *
   * @param key its key as text, asked for only if something is to be said of it
   */
  byte @Nullable [] write(Supplier<String> key, StoredEntry<V> entry) {
    V value = entry.value();
    if (value == null) {
      return format.write(entry, null);
    }
    byte[] raw = encoded(value);
    if (raw == null) {
      return null;
    }
    if (raw.length > maximumSize) {
      refuseTooLarge(KeyPatterns.of(key.get()), raw.length);
      return null;
    }
    return format.write(entry, compression.pack(raw));
  }

  private void refuseTooLarge(String pattern, int size) {
    counters.tooLarge.increment();
    if (saidTooLarge.isFirst(pattern)) {
      LOG.warn(
          "cache '{}': the value of a key '{}' has {} bytes, more than the maximum value size of {}; it is answered and not"
              + " stored, as all further ones will be",
          cacheName,
          pattern,
          size,
          maximumSize);
    }
  }

  private byte @Nullable [] encoded(V value) {
    try {
      return codec.encode(value);
    } catch (RuntimeException e) { // user code, in a load or a write that must go on
      counters.notEncodable.increment();
      if (saidNotEncodable.compareAndSet(false, true)) {
        // Without the exception's message, which may hold the value.
        LOG.warn(
            "cache '{}': {} cannot encode a value ({}); it is answered and not stored, as all further ones will be",
            cacheName,
            codec.getClass().getName(),
            e.getClass().getName());
      }
      return null;
    }
  }

  /** The entry that the bytes are; null if they are none. */
  @Nullable
  StoredEntry<V> read(byte[] bytes) {
    StoredEntry<V> entry = readOrNull(bytes);
    if (entry == null && format.isOfAnotherSchema(bytes)) {
      counters.otherSchema.increment();
    } else if (entry == null) {
      counters.undecodable.increment();
      LOG.debug(
          "cache '{}': an entry of {} bytes cannot be decoded and counts as a miss",
          cacheName,
          bytes.length);
    }
    return entry;
  }

  private @Nullable StoredEntry<V> readOrNull(byte[] bytes) {
    Read read = format.read(bytes);
    if (read == null) {
      return null;
    }
    Payload payload = read.payload();
    if (payload == null) {
      return read.times().withValue(null);
    }
    byte[] raw = compression.unpack(payload);
    V value = raw == null ? null : decoded(raw);
    return value == null ? null : read.times().withValue(value);
  }

  private @Nullable V decoded(byte[] raw) {
    try {
      return codec.decode(raw);
    } catch (
        RuntimeException e) { // bytes of a server are untrusted, whatever the codec makes of them
      return null;
    }
  }
}

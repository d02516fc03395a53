package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.redis.ValueCodecs;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.ValueCodec;
import java.util.zip.CRC32;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codec of a cache, with the number that entries carry: an entry of another codec is a miss.
 *
 * @param id the CRC-32 of a name: {@code string}, {@code bytes}, {@code json}, or the class of the user's codec
 */
record NamedCodec<V>(ValueCodec<V> codec, int id) {

  @SuppressWarnings("unchecked") // the value type is compared first
  static <V> NamedCodec<V> of(SharedCacheConfig<?, V> config, JsonMapper mapper) {
    if (config.valueCodec().isPresent()) {
      ValueCodec<V> given = config.valueCodec().get();
      return new NamedCodec<>(given, id(given.getClass().getName()));
    }
    if (config.valueType().equals(String.class)) {
      return new NamedCodec<>((ValueCodec<V>) ValueCodecs.strings(), id("string"));
    }
    if (config.valueType().equals(byte[].class)) {
      return new NamedCodec<>((ValueCodec<V>) ValueCodecs.bytes(), id("bytes"));
    }
    return new NamedCodec<>(ValueCodecs.json(config.valueType(), mapper), id("json"));
  }

  private static int id(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(UTF_8));
    return (int) crc.getValue();
  }
}

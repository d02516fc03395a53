package io.symphra.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.spi.ValueCodec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The value codecs of the Redis tier. A cache without a {@code valueCodec} gets one by its value type: {@link #strings()}
 * for {@code String}, {@link #bytes()} for {@code byte[]}, {@link #json} for everything else.
 */
public final class ValueCodecs {

  private ValueCodecs() {}

  /**
   * The mapper that {@link #json} uses by default: fields that a class no longer has are left out, fields that it has got
   * since are null or zero. It never takes the name of a class from the JSON.
   */
  public static JsonMapper jsonMapper() {
    return JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * JSON in UTF-8, which any language reads.
   *
   * @param type the value type
   * @param mapper should not have default typing: with it, whoever writes to the server names classes to load
   */
  public static <V> ValueCodec<V> json(Type type, JsonMapper mapper) {
    return new Json<>(type, mapper);
  }

  /** JSON with the default mapper. */
  public static <V> ValueCodec<V> json(Type type) {
    return json(type, jsonMapper());
  }

  /** Text in UTF-8. Half of a surrogate pair is no text, and cannot be encoded. */
  public static ValueCodec<String> strings() {
    return new Strings();
  }

  /** Bytes as they are. */
  public static ValueCodec<byte[]> bytes() {
    return new Bytes();
  }

  private static final class Json<V> implements ValueCodec<V> {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    Json(Type type, JsonMapper mapper) {
      writer = mapper.writerFor(mapper.constructType(type));
      reader = mapper.readerFor(mapper.constructType(type));
    }

    @Override
    public byte[] encode(V value) {
      return writer.writeValueAsBytes(value);
    }

    @Override
    public V decode(byte[] bytes) {
      V value;
      try {
        value = reader.readValue(bytes);
      } catch (JacksonException e) {
        throw new IllegalArgumentException("not the JSON of a value", e);
      }
      if (value == null) {
        throw new IllegalArgumentException("JSON null is no value");
      }
      return value;
    }
  }

  private static final class Strings implements ValueCodec<String> {

    /** What stands in place of bytes that are no UTF-8, and may stand in any text. */
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public byte[] encode(String value) {
      try {
        ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(value));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("half of a surrogate pair is no text", e);
      }
    }

    @Override
    public String decode(byte[] bytes) {
      // Several times as fast as a decoder that reports what is no UTF-8, and leaves a trace of it.
      String text = new String(bytes, UTF_8);
      return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
    }

    private static String decodeStrictly(byte[] bytes) {
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("not UTF-8", e);
      }
    }
  }

  private static final class Bytes implements ValueCodec<byte[]> {

    @Override
    public byte[] encode(byte[] value) {
      return value.clone();
    }

    @Override
    public byte[] decode(byte[] bytes) {
      return bytes.clone();
    }
  }
}

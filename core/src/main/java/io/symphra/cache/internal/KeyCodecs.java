package io.symphra.cache.internal;

import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.KeyCodec;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The key codecs that need no setting. */
final class KeyCodecs {

  private static final Map<Class<?>, KeyCodec<?>> SIMPLE = Map.of(
      String.class, codec(Function.identity(), Function.identity()),
      Integer.class, codec(Object::toString, Integer::valueOf),
      Long.class, codec(Object::toString, Long::valueOf),
      Short.class, codec(Object::toString, Short::valueOf),
      Byte.class, codec(Object::toString, Byte::valueOf),
      BigInteger.class, codec(Object::toString, BigInteger::new),
      LocalDate.class, codec(Object::toString, LocalDate::parse),
      UUID.class, codec(Object::toString, UUID::fromString));

  private KeyCodecs() {}

  /**
   * The codec of a key type.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked") // each codec stands under its own class
  static <K> KeyCodec<K> of(String cacheName, TypeRef<K> keyType) {
    KeyCodec<?> found = find(keyType.type(), Set.of());
    if (found == null) {
      throw new IllegalArgumentException(
          "cache '%s': there is no key codec for %s; give one with keyCodec(...), or use a String, Byte, Short, Integer, Long, BigInteger, UUID, LocalDate, enum, or a record of these"
              .formatted(cacheName, keyType));
    }
    return (KeyCodec<K>) found;
  }

  /**
   * The codec of a type, or null if there is none.
   *
   * @param enclosing the records that the type is a component of; none of them can be a component of itself
   */
  static @Nullable KeyCodec<?> find(Type type, Set<Class<?>> enclosing) {
    if (!(type instanceof Class<?> raw)) {
      return null;
    }
    Class<?> boxed = BOXED.getOrDefault(raw, raw);
    if (boxed.isEnum()) {
      return codec(key -> ((Enum<?>) key).name(), name -> constant(boxed, name));
    }
    if (boxed.isRecord()) {
      return enclosing.contains(boxed) ? null : RecordKeyCodec.find(boxed, enclosing);
    }
    return SIMPLE.get(boxed);
  }

  private static final Map<Class<?>, Class<?>> BOXED = Map.of(
      byte.class,
      Byte.class,
      short.class,
      Short.class,
      int.class,
      Integer.class,
      long.class,
      Long.class);

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "no constant of %s is named '%s'".formatted(type.getName(), name));
  }

  private static <K> KeyCodec<K> codec(Function<K, String> encode, Function<String, K> decode) {
    return new KeyCodec<>() {
      @Override
      public String encode(K key) {
        return encode.apply(key);
      }

      @Override
      public K decode(String rendered) {
        return decode.apply(rendered);
      }
    };
  }
}

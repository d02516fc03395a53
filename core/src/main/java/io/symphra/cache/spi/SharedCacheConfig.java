package io.symphra.cache.spi;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * What a shared tier must know of a cache to hold its entries.
 *
 * @param name the name of the cache: {@code [A-Za-z0-9._-]+}
 * @param keyType the key type
 * @param valueType the value type
 * @param keyCodec how keys are rendered
 * @param valueCodec how values become bytes; empty leaves the choice to the tier
 * @param schemaVersion the number that entries carry; the tier treats those of another number as if they were not there
 * @param <K> the key type
 * @param <V> the value type
 */
public record SharedCacheConfig<K, V>(
    String name,
    Type keyType,
    Type valueType,
    KeyCodec<K> keyCodec,
    Optional<ValueCodec<V>> valueCodec,
    int schemaVersion) {}

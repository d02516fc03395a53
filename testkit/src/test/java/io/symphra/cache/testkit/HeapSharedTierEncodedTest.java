package io.symphra.cache.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.ValueCodec;
import java.time.Duration;
import java.util.Optional;

/** The tier in the heap keeps the contract also where values are kept as bytes. */
class HeapSharedTierEncodedTest extends SharedCacheContract {

  private static final ValueCodec<String> UTF8 = new ValueCodec<>() {
    @Override
    public byte[] encode(String value) {
      return value.getBytes(UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
      return new String(bytes, UTF_8);
    }
  };

  private final FakeTicker ticker = new FakeTicker();
  private final HeapSharedTier heap =
      HeapSharedTier.builder().ticker(ticker).maximumEntries(100_000).build();

  @Override
  public SharedTier connect() {
    return new Encoding(heap.connect());
  }

  @Override
  public void advance(Duration time) {
    ticker.advance(time);
  }

  /** Gives every cache of strings a codec. */
  private record Encoding(SharedTier tier) implements SharedTier {

    @Override
    @SuppressWarnings("unchecked") // the value type is compared first
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      Optional<ValueCodec<V>> codec = config.valueType().equals(String.class)
          ? Optional.of((ValueCodec<V>) UTF8)
          : Optional.empty();
      return tier.open(
          new SharedCacheConfig<>(
              config.name(),
              config.keyType(),
              config.valueType(),
              config.keyCodec(),
              codec,
              config.schemaVersion()),
          listener);
    }

    @Override
    public void close() {
      tier.close();
    }
  }
}

package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.warming.WarmingSource;
import io.symphra.cache.warming.spi.WarmingBatch;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A source with a number of entries that somebody else knows. */
public record SizedSource<K, V>(WarmingSource<K, V> source, long entries)
    implements WarmingSource<K, V> {

  /** Checks its arguments. */
  public SizedSource {
    requireNonNull(source, "source");
    if (entries < 0) {
      throw new IllegalArgumentException(
          "expecting must be at least 0 entries for " + source.description() + ", was " + entries);
    }
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void check(Cache<K, V> cache) {
    source.check(cache);
  }

  @Override
  public WarmingCursor<K, V> open(Cache<K, V> cache) throws Exception {
    return new SizedCursor<>(source.open(cache), entries);
  }

  private record SizedCursor<K, V>(WarmingCursor<K, V> cursor, long entries)
      implements WarmingCursor<K, V> {

    @Override
    public OptionalLong expected() {
      return OptionalLong.of(entries);
    }

    @Override
    public @Nullable WarmingBatch<K, V> next(int size) throws Exception {
      return cursor.next(size);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}

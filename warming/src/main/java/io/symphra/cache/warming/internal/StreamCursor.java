package io.symphra.cache.warming.internal;

import io.symphra.cache.warming.spi.WarmingBatch;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts a sequence of elements into batches. */
final class StreamCursor<T, K, V> implements WarmingCursor<K, V> {

  private final OpenSource<T> source;
  private final Function<List<T>, WarmingBatch<K, V>> batching;

  StreamCursor(OpenSource<T> source, Function<List<T>, WarmingBatch<K, V>> batching) {
    this.source = source;
    this.batching = batching;
  }

  @Override
  public OptionalLong expected() {
    return source.expected();
  }

  @Override
  public @Nullable WarmingBatch<K, V> next(int size) {
    Iterator<? extends T> elements = source.elements();
    List<T> chunk = new ArrayList<>();
    // The order matters: asking a stream whether there is more reads one element ahead.
    while (chunk.size() < size && elements.hasNext()) {
      chunk.add(elements.next());
    }
    return chunk.isEmpty() ? null : batching.apply(chunk);
  }

  @Override
  public void close() {
    source.close().run();
  }
}

package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Elements that are being read, how many there are, and how to let go of them. */
public record OpenSource<T>(OptionalLong expected, Iterator<? extends T> elements, Runnable close) {

  /** Elements in memory. */
  public static <T> OpenSource<T> of(Collection<? extends T> elements) {
    return new OpenSource<>(OptionalLong.of(elements.size()), elements.iterator(), () -> {});
  }

  /** Elements of a stream, read on the thread that asks. */
  public static <T> OpenSource<T> of(@Nullable Stream<? extends T> elements) {
    Stream<? extends T> given = requireNonNull(elements, "the source gave a null stream");
    return new OpenSource<>(OptionalLong.empty(), given.sequential().iterator(), given::close);
  }
}

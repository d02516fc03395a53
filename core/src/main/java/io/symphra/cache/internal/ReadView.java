package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CallOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads with options of their own, in the rounds of the read path. Thread-safe.
 *
 * <p>A read looks into the local tier on its caller's thread, unless it skips it; all the rest is under the timeout.
 */
final class ReadView<K, V> implements Reads<K, V> {

  private final ReadPath<K, V> path;
  private final Terms terms;
  private final CallOptions options;
  private final TimedCalls timed;
  private final Purpose purpose;

  ReadView(ReadPath<K, V> path, Terms terms, TimedCalls timed) {
    this.path = path;
    this.terms = terms;
    this.options = terms.options();
    this.timed = timed;
    this.purpose = purpose(options, path);
  }

  private static Purpose purpose(CallOptions options, ReadPath<?, ?> path) {
    if (options.skipsShared()) {
      return Purpose.RELOAD;
    }
    return options.skipsLocal() && path.hasCopies() ? Purpose.READ_SHARED : Purpose.READ;
  }

  @Override
  public @Nullable V get(K key) {
    return read(key, path.loader());
  }

  @Override
  public @Nullable V getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    return read(key, CacheLoader.oneByOne(with));
  }

  @Override
  public @Nullable V peek(K key) {
    return read(key, null);
  }

  private @Nullable V read(K key, @Nullable CacheLoader<K, V> with) {
    LocalEntry<V> here = purpose.looksLocally() ? path.lookup(key) : null;
    return here == null ? fetch(List.of(key), with).get(key) : here.value;
  }

  @Override
  public @Nullable LocalEntry<V> getHere(K key) {
    return purpose.looksLocally() ? path.getHere(key) : null;
  }

  @Override
  public @Nullable LocalEntry<V> getAsideHere(K key) {
    return purpose.looksLocally() ? path.getAsideHere(key) : null;
  }

  @Override
  public @Nullable LocalEntry<V> peekHere(K key) {
    return purpose.looksLocally() ? path.peekHere(key) : null;
  }

  @Override
  public Reads<K, V> withoutTimeout() {
    return new ReadView<>(path, terms.withoutTimeout(), timed);
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Set<K> asked = new LinkedHashSet<>(keys);
    Map<K, @Nullable V> found = new HashMap<>();
    if (purpose.looksLocally()) {
      path.lookupAll(asked, found);
    }
    List<K> missing = asked.stream().filter(key -> !found.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      found.putAll(fetch(missing, path.loader()));
    }
    return ReadPath.inOrder(asked, found);
  }

  private Map<K, @Nullable V> fetch(List<K> keys, @Nullable CacheLoader<K, V> with) {
    Supplier<Map<K, @Nullable V>> call = () -> fetchNow(keys, with);
    return options.timeout().isPresent() ? timed.call(call, options.timeout().get()) : call.get();
  }

  private Map<K, @Nullable V> fetchNow(List<K> keys, @Nullable CacheLoader<K, V> with) {
    if (with == null) {
      return path.peekBeyond(keys, purpose);
    }
    Map<K, @Nullable V> found = new HashMap<>();
    path.fetch(keys, path.demand(purpose, with, terms), found);
    return found;
  }
}

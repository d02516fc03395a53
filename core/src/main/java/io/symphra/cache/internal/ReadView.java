package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CallOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    CacheLoader<K, V> own = CacheLoader.oneByOne(with);
    LocalEntry<V> stale = purpose.looksLocally() ? path.claimStale(key) : null;
    return stale == null ? read(key, own) : path.refreshed(key, stale, () -> refresh(key, own));
  }

  private Outcome<V> refresh(K key, CacheLoader<K, V> own) {
    return inTime(() -> path.refresh(key, path.demand(Purpose.REFRESH, own, terms)));
  }

  @Override
  public @Nullable V peek(K key) {
    LocalEntry<V> here = purpose.looksLocally() ? path.lookupOnly(key) : null;
    return here == null ? fetch(List.of(key), null).get(key) : here.value;
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
    Map<K, @Nullable V> answers = Answers.to(keys);
    List<K> missing =
        purpose.looksLocally() ? path.lookupAll(answers) : List.copyOf(answers.keySet());
    if (missing.isEmpty()) {
      return Answers.found(answers);
    }
    CacheLoader<K, V> with = path.loader();
    if (with != null && options.timeout().isEmpty()) { // nobody else fills the answers then
      path.fetch(missing, path.demand(purpose, with, terms), answers);
    } else {
      answers.putAll(fetch(missing, with));
    }
    return Answers.found(answers);
  }

  private Map<K, @Nullable V> fetch(List<K> keys, @Nullable CacheLoader<K, V> with) {
    return this.<Map<K, @Nullable V>>inTime(() -> fetchNow(keys, with));
  }

  private <T> T inTime(Supplier<T> call) {
    return options.timeout().isPresent() ? timed.call(call, options.timeout().get()) : call.get();
  }

  private Map<K, @Nullable V> fetchNow(List<K> keys, @Nullable CacheLoader<K, V> with) {
    if (with == null) {
      return path.peekBeyond(keys, purpose);
    }
    Map<K, @Nullable V> found = Sized.map(keys.size());
    path.fetch(keys, path.demand(purpose, with, terms), found);
    return found;
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.AsyncCache;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheStats;
import io.symphra.cache.CallOptions;
import io.symphra.cache.CleanUpResult;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.Group;
import io.symphra.cache.GroupStats;
import io.symphra.cache.ReadStrategy;
import io.symphra.cache.UpdateFunction;
import io.symphra.cache.WriteAction;
import io.symphra.cache.WriteCall;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteScope;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.InvalidationRecord;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Glob;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The front of a cache: checks arguments and hands on to the read path, the write path or the invalidation. */
final class DefaultCache<K, V> implements Cache<K, V> {

  private final CacheParts<K, V> parts;
  private final Arguments<K> arguments;
  private final Terms terms;
  private final Reads<K, V> reads;
  private final WritePath<K, V> writes;
  private final Verbs<K, V> verbs;
  private final AsyncCache<K, V> async;

  DefaultCache(CacheParts<K, V> parts) {
    this(parts, new Arguments<>(parts.config().name()), Terms.of(parts.config()));
  }

  /** A view, which has all its parts in common with its cache but for the ways in and out. */
  private DefaultCache(CacheParts<K, V> parts, Arguments<K> arguments, Terms terms) {
    this.parts = parts;
    this.arguments = arguments;
    this.terms = terms;
    this.reads = parts.reads().on(terms, parts.timedCalls());
    this.writes = parts.writes().on(terms);
    this.verbs = new Verbs<>(parts.conditional().on(terms, writes));
    this.async = new DefaultAsyncCache<>(
        this,
        arguments,
        new AsyncReads<>(
            name(), reads.withoutTimeout(), parts.asyncCalls(), terms.options().timeout()),
        parts.asyncCalls());
  }

  private DefaultCache<K, V> view(Terms other) {
    return other.equals(terms) ? this : new DefaultCache<>(parts, arguments, other);
  }

  /** How far its local tier can be trusted. */
  Coherence coherence() {
    return parts.shared().coherence();
  }

  @Override
  public String name() {
    return config().name();
  }

  @Override
  public CacheConfig<K, V> config() {
    return parts.config();
  }

  @Override
  public Cache<K, V> with(CallOptions options) {
    arguments.require(options, "options");
    return view(terms.with(options));
  }

  @Override
  public Cache<K, V> with(WriteMode mode) {
    arguments.require(mode, "writeMode");
    return view(terms.with(mode, config()));
  }

  @Override
  public Cache<K, V> with(ReadStrategy strategy) {
    arguments.require(strategy, "readStrategy");
    return view(terms.with(strategy, config()));
  }

  @Override
  public AsyncCache<K, V> async() {
    return async;
  }

  @Override
  public @Nullable V get(K key) {
    return reads.get(arguments.key(key));
  }

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    arguments.require(loader, "loader");
    return reads.getAside(arguments.key(key), loader);
  }

  @Override
  public @Nullable V getIfPresent(K key) {
    return reads.peek(arguments.key(key));
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    return reads.getAll(arguments.keysAsTheyAre(keys));
  }

  @Override
  public Map<K, FillOutcome> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options) {
    arguments.require(loader, "loader");
    arguments.require(options, "options");
    return parts.filler().fill(arguments.keys(keys), loader, options);
  }

  @Override
  public void put(K key, V value) {
    arguments.key(key);
    arguments.require(value, "value");
    writes.put(Map.of(key, value));
  }

  @Override
  public void put(K key, V value, Duration timeToLive) {
    TimeToLive<Object, Object> exact =
        TimeToLive.of(arguments.timeToLive(timeToLive)).jitter(0);
    with(CallOptions.ofDefaults().timeToLive(exact)).put(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    arguments.entries(entries);
    if (!entries.isEmpty()) {
      writes.put(new LinkedHashMap<>(entries));
    }
  }

  @Override
  public void remove(K key) {
    writes.remove(Set.of(arguments.key(key)));
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    arguments.require(value, "value");
    return verbs.putIfAbsent(arguments.key(key), value);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    arguments.require(value, "value");
    return verbs.getAndPut(arguments.key(key), value);
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    return verbs.getAndRemove(arguments.key(key));
  }

  @Override
  public @Nullable V replace(K key, V value) {
    arguments.require(value, "value");
    return verbs.replace(arguments.key(key), value);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    arguments.require(oldValue, "oldValue");
    arguments.require(newValue, "newValue");
    return verbs.replace(arguments.key(key), oldValue, newValue);
  }

  @Override
  public boolean remove(K key, V oldValue) {
    arguments.require(oldValue, "oldValue");
    return verbs.remove(arguments.key(key), oldValue);
  }

  @Override
  public <X extends Exception> @Nullable V update(K key, UpdateFunction<V, X> function) throws X {
    arguments.require(function, "function");
    return verbs.update(arguments.key(key), function);
  }

  @Override
  public <R, X extends Exception> R update(K key, WriteCall<R, X> write) throws X {
    arguments.require(write, "write");
    return writes.update(Set.of(arguments.key(key)), write);
  }

  @Override
  public <X extends Exception> void update(K key, WriteAction<X> write) throws X {
    arguments.require(write, "write");
    writes.update(Set.of(arguments.key(key)), () -> {
      write.run();
      return true;
    });
  }

  @Override
  public WriteScope writing(Collection<? extends K> keys) {
    Set<K> checked = arguments.keys(keys);
    if (checked.isEmpty()) {
      throw new IllegalArgumentException(
          "cache '%s': keys must not be empty: writing() fences what is written".formatted(name()));
    }
    return writes.open(checked);
  }

  @Override
  public void invalidate(K key) {
    parts.invalidation().keys(Set.of(arguments.key(key)));
  }

  @Override
  public void invalidateAll(Collection<? extends K> keys) {
    parts.invalidation().keys(arguments.keys(keys));
  }

  @Override
  public void invalidateMatching(String glob) {
    arguments.requireOpen();
    arguments.require(glob, "glob");
    parts.invalidation().matching(new Glob(glob));
  }

  void invalidateGroup(String prefix, Glob glob) {
    arguments.requireOpen();
    parts.invalidation().matching(prefix, glob);
  }

  @Override
  public void clear() {
    arguments.requireOpen();
    parts.invalidation().all();
  }

  @Override
  public boolean expire(K key, Duration timeToLive) {
    return parts.expiration().expire(arguments.key(key), arguments.timeToLive(timeToLive));
  }

  @Override
  public boolean expireNow(K key) {
    return parts.expiration().expire(arguments.key(key), Duration.ZERO);
  }

  @Override
  public CleanUpResult cleanUp() {
    arguments.requireOpen();
    return parts.inspection().cleanUp();
  }

  @Override
  public Group<K> group(String prefix) {
    arguments.require(prefix, "prefix");
    return new DefaultGroup<>(prefix, this);
  }

  @Override
  public void maximumSize(long entries) {
    arguments.requireOpen();
    parts.control().maximumSize(entries);
  }

  @Override
  public void maximumWeight(long weight) {
    arguments.requireOpen();
    parts.control().maximumWeight(weight);
  }

  @Override
  public void timeToLive(TimeToLive<? super K, ? super V> timeToLive) {
    arguments.requireOpen();
    arguments.require(timeToLive, "timeToLive");
    parts.control().timeToLive(timeToLive);
  }

  @Override
  public void bypass(boolean off) {
    arguments.requireOpen();
    parts.control().bypass(off);
  }

  @Override
  public boolean isBypassed() {
    return parts.bypass().isOn();
  }

  @Override
  public CacheStats stats() {
    return parts.stats().snapshot(parts.local().store().size(), config().maximum(), isBypassed());
  }

  @Override
  public List<InvalidationRecord> invalidationHistory(int limit) {
    return parts.events().history().newest(arguments.atLeastOne("limit", limit));
  }

  @Override
  public void addListener(CacheListener<? super K> listener) {
    arguments.requireOpen();
    arguments.require(listener, "listener");
    parts.events().delivery().add(listener);
  }

  @Override
  public void removeListener(CacheListener<? super K> listener) {
    arguments.require(listener, "listener");
    parts.events().delivery().remove(listener);
  }

  @Override
  public Set<K> keys(String glob, int limit) {
    arguments.requireOpen();
    arguments.require(glob, "glob");
    return parts.inspection().keys(new Glob(glob), arguments.atLeastOne("limit", limit));
  }

  @Override
  public Optional<CacheEntry<K, V>> entry(K key) {
    return parts.inspection().entry(arguments.key(key));
  }

  @Override
  public List<CacheEntry<K, V>> entries(int limit) {
    arguments.requireOpen();
    return parts.inspection().entries(arguments.atLeastOne("limit", limit));
  }

  @Override
  public List<CacheEntry<K, V>> hottest(int n) {
    arguments.requireOpen();
    return parts.inspection().hottest(arguments.atLeastOne("n", n));
  }

  @Override
  public List<CacheEntry<K, V>> largest(int n) {
    arguments.requireOpen();
    return parts.inspection().largest(arguments.atLeastOne("n", n));
  }

  GroupStats statsMatching(String glob) {
    arguments.requireOpen();
    return parts.inspection().statsMatching(new Glob(glob));
  }

  @Override
  public void close() {
    if (arguments.close()) {
      parts.close();
    }
  }

  @Override
  public String toString() {
    return "Cache[" + name() + "]";
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CallOptions;
import io.symphra.cache.ReadStrategy;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: local tier, flight, shared tier, lease, loader, fill.
 *
 * <p>It asks {@link LocalReads} first; what that does not have is looked up by {@link SharedPeeks}, or read in {@link
 * Rounds} where there is a loader. Thread-safe.
 */
final class ReadPath<K, V> implements Reads<K, V> {

  private final ReadParts<K, V> parts;
  private final @Nullable CacheLoader<K, V> loader;
  private final Refreshes<K, V> refreshes;
  private final LocalReads<K, V> local;
  private final SharedPeeks<K, V> peeks;
  private final Rounds<K, V> rounds;

  ReadPath(ReadParts<K, V> parts, Refresher<K, V> refresher) {
    this(parts, new Refreshes<>(parts, refresher), parts.config().loader().orElse(null));
  }

  private ReadPath(
      ReadParts<K, V> parts, Refreshes<K, V> refreshes, @Nullable CacheLoader<K, V> loader) {
    this.parts = parts;
    this.loader = loader;
    this.refreshes = refreshes;
    this.local = new LocalReads<>(parts, refreshes);
    this.peeks = new SharedPeeks<>(parts);
    this.rounds = new Rounds<>(parts, local, refreshes, loader);
  }

  /** The path on other terms. */
  Reads<K, V> on(Terms terms, TimedCalls timed) {
    ReadPath<K, V> path = terms.readStrategy() == ReadStrategy.READ_THROUGH || loader == null
        ? this
        : new ReadPath<>(parts, refreshes, null);
    Reads<K, V> reads = terms.options().equals(CallOptions.ofDefaults())
        ? path
        : new ReadView<>(path, terms, timed);
    Copies<V> copies = Copies.of(parts.config());
    return copies.areMade() ? new CopyingReads<>(reads, copies) : reads;
  }

  /** What loads the keys that no tier has, or null. */
  @Nullable
  CacheLoader<K, V> loader() {
    return loader;
  }

  /** What is wanted of a read on some terms. */
  Demand<K, V> demand(Purpose purpose, CacheLoader<K, V> with, Terms terms) {
    return new Demand<>(purpose, with, terms.timeToLive(parts.config()));
  }

  private Demand<K, V> toRead(CacheLoader<K, V> with) {
    return new Demand<>(Purpose.READ, with, parts.config().timeToLive());
  }

  /** Whether the local tier holds copies of the shared tier's entries, rather than the only ones. */
  boolean hasCopies() {
    return parts.local().copiesSharedTier();
  }

  @Override
  public @Nullable V get(K key) {
    return loader == null ? peek(key) : get(key, loader);
  }

  private @Nullable V get(K key, CacheLoader<K, V> with) {
    LocalEntry<V> here = local.lookup(key, loader);
    if (here != null) {
      return here.value;
    }
    Map<K, @Nullable V> found = new HashMap<>();
    rounds.fetch(List.of(key), toRead(with), found);
    return found.get(key);
  }

  /** The same with the caller's own function, which is wrapped only when it is needed: a hit allocates nothing. */
  @Override
  public @Nullable V getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    long now = local.now();
    LocalEntry<V> here = local.at(key, now);
    if (here != null && here.isFresh(now)) {
      return local.counted(key, here).value;
    }
    CacheLoader<K, V> own = CacheLoader.oneByOne(with);
    return here != null && loader == null ? staleAside(key, here, own) : get(key, own);
  }

  /**
   * A stale entry, and nobody to refresh it but the readers: one of them does it with its own function on its own thread,
   * at most once a second; all others take the entry as it is.
   */
  private @Nullable V staleAside(K key, LocalEntry<V> stale, CacheLoader<K, V> own) {
    if (refreshes.claims(stale)
        && refreshes.run(key, refreshes.demand(own)) instanceof Outcome.Loaded<V> loaded) {
      parts.events().missed(key);
      return loaded.value();
    }
    return local.counted(key, stale).value;
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Set<K> asked = new LinkedHashSet<>(keys);
    Map<K, @Nullable V> found = new HashMap<>();
    lookupAll(asked, found);
    List<K> missing = asked.stream().filter(key -> !found.containsKey(key)).toList();
    if (loader == null) {
      found.putAll(peeks.peek(missing, Purpose.READ));
    } else {
      rounds.fetch(missing, toRead(loader), found);
    }
    return inOrder(asked, found);
  }

  @Override
  public @Nullable V peek(K key) {
    LocalEntry<V> here = local.lookup(key, null);
    return here == null ? peeks.peek(List.of(key), Purpose.READ).get(key) : here.value;
  }

  @Override
  public @Nullable LocalEntry<V> getHere(K key) {
    return local.atOnce(key, loader, loader == null || !local.waitsForRefresh());
  }

  @Override
  public @Nullable LocalEntry<V> getAsideHere(K key) {
    return local.atOnce(key, loader, loader != null && !local.waitsForRefresh());
  }

  @Override
  public @Nullable LocalEntry<V> peekHere(K key) {
    return local.atOnce(key, null, true);
  }

  @Override
  public Reads<K, V> withoutTimeout() {
    return this;
  }

  /** What the local tier has, counted; a stale entry is refreshed. */
  @Nullable
  LocalEntry<V> lookup(K key) {
    return local.lookup(key, loader);
  }

  /** The same for many keys. */
  void lookupAll(Collection<K> keys, Map<K, @Nullable V> found) {
    local.lookupAll(keys, loader, found);
  }

  /** What there is beyond the local tier for who looks on a purpose, null from a negative entry; counts each key. */
  Map<K, @Nullable V> peekBeyond(Collection<K> keys, Purpose purpose) {
    return peeks.peek(keys, purpose);
  }

  /** Reads keys that the local tier does not have, and counts them; found is also, with null, what there is not. */
  void fetch(Collection<K> keys, Demand<K, V> demand, Map<K, @Nullable V> found) {
    rounds.fetch(keys, demand, found);
  }

  /** No refresh begins from here on. */
  void close() {
    refreshes.close();
  }

  /** What was found and is not negative, in the order of the keys. */
  static <K, V> Map<K, V> inOrder(Collection<K> asked, Map<K, @Nullable V> found) {
    Map<K, V> inOrder = new LinkedHashMap<>();
    for (K key : asked) {
      V value = found.get(key);
      if (value != null) {
        inOrder.put(key, value);
      }
    }
    return Collections.unmodifiableMap(inOrder);
  }
}

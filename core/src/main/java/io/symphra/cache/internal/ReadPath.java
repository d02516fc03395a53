package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CallOptions;
import io.symphra.cache.ReadStrategy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
    Map<K, @Nullable V> found = Sized.map(1);
    rounds.fetch(List.of(key), toRead(with), found);
    return found.get(key);
  }

  /** The same with the caller's own function, which is wrapped only when it is needed: a hit allocates nothing. */
  @Override
  public @Nullable V getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    long now = local.now();
    LocalEntry<V> here = local.at(key, now);
    if (here != null && (loader == null ? here.isFresh(now) : !here.wantsAttention(now))) {
      return local.counted(key, here).value;
    }
    CacheLoader<K, V> own = CacheLoader.oneByOne(with);
    LocalEntry<V> stale = here == null ? null : claimStale(key);
    return stale == null
        ? get(key, own)
        : refreshed(key, stale, () -> refreshes.run(key, refreshes.demand(own)));
  }

  /**
   * A stale entry, and nobody to refresh it but the readers: one of them does it with its own function, at most once a
   * second; all others take the entry as it is.
   *
   * @return the entry, if the caller is the one; else null
   */
  @Nullable
  LocalEntry<V> claimStale(K key) {
    long now = local.now();
    LocalEntry<V> here = loader == null ? local.at(key, now) : null;
    return here != null && !here.isFresh(now) && refreshes.claims(here) ? here : null;
  }

  /** The value of a refresh that its reader waits for; if it fails, for whatever reason, the stale one is here. */
  @Nullable
  V refreshed(K key, LocalEntry<V> stale, Supplier<Outcome<V>> refresh) {
    try {
      if (refresh.get() instanceof Outcome.Loaded<V> loaded) {
        parts.events().missed(key);
        return loaded.value();
      }
    } catch (CacheException e) {
      refreshes.tellFailed(key, e);
    }
    return local.counted(key, stale).value;
  }

  /** Loads a stale entry anew for who waits for it. */
  Outcome<V> refresh(K key, Demand<K, V> demand) {
    return refreshes.run(key, demand);
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Map<K, @Nullable V> answers = Answers.to(keys);
    List<K> missing = lookupAll(answers);
    if (missing.isEmpty()) {
      return Answers.found(answers);
    }
    if (loader == null) {
      answers.putAll(peeks.peek(missing, Purpose.READ));
    } else {
      rounds.fetch(missing, toRead(loader), answers);
    }
    return Answers.found(answers);
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

  /** The same for who calls no loader: a stale entry is left as it is. */
  @Nullable
  LocalEntry<V> lookupOnly(K key) {
    return local.lookup(key, null);
  }

  /** What the local tier has of many keys, counted and refreshed; returns those of which there is nothing. */
  List<K> lookupAll(Map<K, @Nullable V> answers) {
    return local.lookupAll(answers, loader);
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
}

package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CallOptions;
import io.symphra.cache.ReadStrategy;
import io.symphra.cache.internal.FlightRules.Role;
import io.symphra.cache.internal.SingleFlight.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: local tier, flight, shared tier, lease, loader, fill.
 *
 * <p>A read goes in rounds. In each it looks into the local tier, leads flights for the keys nobody else has under way,
 * joins the others, and takes what it may take (see {@link FlightRules}); the rest goes round again. After a few rounds
 * it leads alone, so every read ends. Thread-safe.
 */
final class ReadPath<K, V> implements Reads<K, V> {

  private static final int ALONE_AFTER_ROUNDS = 4;

  /** By how much a local entry's creation may be told wrongly in milliseconds of the shared tier's clock. */
  private static final long CLOCK_MARGIN = 2;

  private final ReadParts<K, V> parts;
  private final Refresher<K, V> refresher;
  private final @Nullable CacheLoader<K, V> loader;
  private final Bypass bypass;
  private final DirectLoad<K, V> directLoad;
  private final SoftTimeout soft;

  ReadPath(ReadParts<K, V> parts, Refresher<K, V> refresher) {
    this(parts, refresher, parts.config().loader().orElse(null));
  }

  private ReadPath(
      ReadParts<K, V> parts, Refresher<K, V> refresher, @Nullable CacheLoader<K, V> loader) {
    this.parts = parts;
    this.refresher = refresher;
    this.loader = loader;
    this.bypass = parts.bypass();
    this.directLoad = new DirectLoad<>(parts);
    this.soft = new SoftTimeout(parts.config());
  }

  /** The path on other terms. */
  Reads<K, V> on(Terms terms, TimedCalls timed) {
    ReadPath<K, V> path = terms.readStrategy() == ReadStrategy.READ_THROUGH || loader == null
        ? this
        : new ReadPath<>(parts, refresher, null);
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

  /** Whether the local tier holds copies of the shared tier's entries, rather than the only ones. */
  boolean hasCopies() {
    return parts.local().copiesSharedTier();
  }

  @Override
  public @Nullable V get(K key) {
    return loader == null ? peek(key) : get(key, loader);
  }

  @Nullable
  V get(K key, CacheLoader<K, V> with) {
    LocalEntry<V> here = lookup(key, loader);
    if (here != null) {
      return here.value;
    }
    Map<K, @Nullable V> found = new HashMap<>();
    fetch(List.of(key), toRead(with), found);
    return found.get(key);
  }

  /** The same with the caller's own function, which is wrapped only when it is needed: a hit allocates nothing. */
  @Override
  public @Nullable V getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    long now = parts.ticker().read();
    LocalEntry<V> here = here(key, now);
    if (here != null && here.isFresh(now)) {
      countLocalHit(key, here);
      return here.value;
    }
    CacheLoader<K, V> own = CacheLoader.oneByOne(with);
    return here != null && loader == null ? staleAside(key, here, own) : get(key, own);
  }

  /**
   * A stale entry, and nobody to refresh it but the readers: one of them does it with its own function on its own thread,
   * at most once a second; all others take the entry as it is.
   */
  private @Nullable V staleAside(K key, LocalEntry<V> stale, CacheLoader<K, V> own) {
    if (refresher.claims(stale) && refresh(key, own) instanceof Outcome.Loaded<V> loaded) {
      parts.events().missed(key);
      return loaded.value();
    }
    countLocalHit(key, stale);
    return stale.value;
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Set<K> asked = new LinkedHashSet<>(keys);
    Map<K, @Nullable V> found = new HashMap<>();
    lookupAll(asked, found);
    List<K> missing = asked.stream().filter(key -> !found.containsKey(key)).toList();
    if (loader == null) {
      found.putAll(peekShared(missing));
    } else {
      fetch(missing, toRead(loader), found);
    }
    return inOrder(asked, found);
  }

  @Override
  public @Nullable V peek(K key) {
    LocalEntry<V> here = lookup(key, null);
    return here == null ? peekShared(List.of(key)).get(key) : here.value;
  }

  @Override
  public @Nullable LocalEntry<V> getHere(K key) {
    return atOnce(key, loader, loader == null || !soft.isOn());
  }

  @Override
  public @Nullable LocalEntry<V> getAsideHere(K key) {
    return atOnce(key, loader, loader != null && !soft.isOn());
  }

  @Override
  public @Nullable LocalEntry<V> peekHere(K key) {
    return atOnce(key, null, true);
  }

  /**
   * What the local tier has, counted, for who must not wait.
   *
   * @param takesStale whether a stale entry will do; else one of the readers has to wait for its refresh
   */
  private @Nullable LocalEntry<V> atOnce(
      K key, @Nullable CacheLoader<K, V> with, boolean takesStale) {
    long now = parts.ticker().read();
    LocalEntry<V> entry = here(key, now);
    if (entry == null || (!takesStale && !entry.isFresh(now))) {
      return null;
    }
    if (entry.wantsAttention(now) && with != null) {
      CountDownLatch unused = attend(key, entry, now, with);
    }
    return counted(key, entry);
  }

  @Override
  public Reads<K, V> withoutTimeout() {
    return this;
  }

  /** What there is beyond the local tier for who looks on a purpose, null from a negative entry; counts each key. */
  Map<K, @Nullable V> peekBeyond(Collection<K> keys, Purpose purpose) {
    if (purpose == Purpose.READ || bypass.isOn()) {
      return peekShared(keys);
    }
    Map<K, @Nullable V> found = purpose == Purpose.READ_SHARED ? askShared(keys) : new HashMap<>();
    countShared(keys, found);
    return found;
  }

  /** What the shared tier has, without a flight. */
  private Map<K, @Nullable V> askShared(Collection<K> keys) {
    long now = parts.shared().now();
    Map<K, @Nullable V> found = new HashMap<>();
    parts.shared().get(keys).forEach((key, entry) -> {
      if (entry.isAlive(now)) {
        found.put(key, entry.value());
      }
    });
    return found;
  }

  /** What the shared tier has, kept locally where no flight is under way; counts each key. */
  private Map<K, @Nullable V> peekShared(Collection<K> keys) {
    if (bypass.isOn()) {
      parts.stats().bypassedReads.add(keys.size());
      return new HashMap<>();
    }
    Map<K, @Nullable V> found = new HashMap<>();
    if (parts.local().copiesSharedTier()) {
      Map<K, Seat<V>> seats = new LinkedHashMap<>();
      List<K> underWay = new ArrayList<>();
      for (K key : keys) {
        Seat<V> seat = parts.flights().boardIfFree(key);
        if (seat == null) {
          underWay.add(key);
        } else {
          seats.put(key, seat);
        }
      }
      new LedFlights<>(parts, Demand.toPeek(parts.config()), SingleFlight.led(seats)).run();
      seats.forEach((key, seat) -> {
        if (seat.flight().await() instanceof Outcome.Hit<V> hit) {
          found.put(key, hit.value());
        }
      });
      found.putAll(askShared(underWay));
    }
    countShared(keys, found);
    return found;
  }

  /** Loads a stale entry anew. Its failure is an outcome, while the stale entry goes on being answered. */
  Outcome<V> refresh(K key, CacheLoader<K, V> with) {
    return refresh(key, new Demand<>(Purpose.REFRESH, with, parts.config().timeToLive()));
  }

  private Outcome<V> refresh(K key, Demand<K, V> demand) {
    Seat<V> seat = bypass.isOn() ? null : parts.flights().boardIfFree(key);
    if (seat == null) {
      return new Outcome.NotLoaded<>(Outcome.Reason.BUSY);
    }
    parts.stats().refreshes.increment();
    new LedFlights<>(parts, demand, Map.of(key, seat.flight())).run();
    return seat.flight().await();
  }

  /** No refresh begins from here on. */
  void close() {
    refresher.close();
  }

  /** What the local tier has, counted; a stale entry is refreshed. */
  @Nullable
  LocalEntry<V> lookup(K key) {
    return lookup(key, loader);
  }

  private @Nullable LocalEntry<V> here(K key, long now) {
    return bypass.isOn() ? null : parts.local().lookup(key, now);
  }

  private @Nullable LocalEntry<V> lookup(K key, @Nullable CacheLoader<K, V> with) {
    long now = parts.ticker().read();
    LocalEntry<V> entry = here(key, now);
    if (entry == null) {
      return null;
    }
    CountDownLatch refresh =
        entry.wantsAttention(now) && with != null ? attend(key, entry, now, with) : null;
    if (refresh != null && soft.isOn()) {
      soft.await(List.of(refresh));
      return counted(key, here(key, parts.ticker().read()));
    }
    return counted(key, entry);
  }

  /** What the local tier has, counted; stale entries are refreshed at the same time, and waited for together. */
  void lookupAll(Collection<K> keys, Map<K, @Nullable V> found) {
    Map<K, CountDownLatch> refreshes = new LinkedHashMap<>();
    for (K key : keys) {
      long now = parts.ticker().read();
      LocalEntry<V> entry = here(key, now);
      CountDownLatch refresh = entry != null && entry.wantsAttention(now) && loader != null
          ? attend(key, entry, now, loader)
          : null;
      if (refresh != null && soft.isOn()) {
        refreshes.put(key, refresh);
      } else {
        putIfHere(found, key, counted(key, entry));
      }
    }
    soft.await(refreshes.values());
    for (K key : refreshes.keySet()) {
      putIfHere(found, key, counted(key, here(key, parts.ticker().read())));
    }
  }

  private void putIfHere(Map<K, @Nullable V> found, K key, @Nullable LocalEntry<V> entry) {
    if (entry != null) {
      found.put(key, entry.value);
    }
  }

  private @Nullable LocalEntry<V> counted(K key, @Nullable LocalEntry<V> entry) {
    if (entry != null) {
      countLocalHit(key, entry);
    }
    return entry;
  }

  /**
   * Refreshes an entry that is stale, or that will be before a load could end.
   *
   * @return opens when the refresh of a stale one has ended; null if none was begun
   */
  private @Nullable CountDownLatch attend(
      K key, LocalEntry<V> entry, long now, CacheLoader<K, V> with) {
    if (!entry.isFresh(now)) {
      return refresher.refreshLater(key, entry, () -> refresh(key, with));
    }
    if (refreshesEarly(entry, now)) {
      long createdAt = parts.shared().now() - TimeUnit.NANOSECONDS.toMillis(now - entry.createdAt);
      Demand<K, V> demand = new Demand<>(
          Purpose.EARLY_REFRESH, with, parts.config().timeToLive(), createdAt + CLOCK_MARGIN);
      refresher.refreshLater(key, entry, () -> refresh(key, demand));
    }
    return null;
  }

  private boolean refreshesEarly(LocalEntry<V> entry, long now) {
    Duration left = Duration.ofNanos(entry.freshUntil - now);
    double random = ThreadLocalRandom.current().nextDouble();
    return parts
        .config()
        .earlyRefresh()
        .filter(early -> early.lead(entry.loadCost(), random).compareTo(left) >= 0)
        .isPresent();
  }

  private void countLocalHit(K key, LocalEntry<V> entry) {
    parts.events().hitHere(key);
    countIfNegative(entry.value);
  }

  private void countShared(Collection<K> asked, Map<K, @Nullable V> found) {
    asked.forEach(key -> {
      if (found.containsKey(key)) {
        parts.events().hitShared(key);
      } else {
        parts.events().missed(key);
      }
    });
    found.values().forEach(this::countIfNegative);
  }

  private void countIfNegative(@Nullable V answer) {
    if (answer == null) {
      parts.stats().negativeHits.increment();
    }
  }

  /** Reads keys that the local tier does not have, and counts them; found is also, with null, what there is not. */
  void fetch(Collection<K> keys, Demand<K, V> demand, Map<K, @Nullable V> found) {
    LoadFailures<K> failures = new LoadFailures<>();
    Collection<K> missing = keys;
    if (demand.purpose() == Purpose.READ_SHARED && !bypass.isOn()) {
      missing = takeShared(keys, found);
    }
    for (int round = 0; !missing.isEmpty(); round++) {
      if (bypass.isOn()) {
        found.putAll(directLoad.load(new LinkedHashSet<>(missing), demand));
        break;
      }
      missing = round(missing, demand, round, found, failures);
    }
    failures.throwIfAny();
  }

  private Demand<K, V> toRead(CacheLoader<K, V> with) {
    return new Demand<>(Purpose.READ, with, parts.config().timeToLive());
  }

  /** Takes what is fresh in the shared tier, without a flight: a flight under way may have read it earlier. */
  private List<K> takeShared(Collection<K> keys, Map<K, @Nullable V> found) {
    long now = parts.shared().now();
    parts.shared().get(keys).forEach((key, entry) -> {
      if (entry.isFresh(now)) {
        found.put(key, entry.value());
        parts.events().hitShared(key);
        countIfNegative(entry.value());
      }
    });
    return keys.stream().filter(key -> !found.containsKey(key)).toList();
  }

  /** One round; returns the keys that have to go round again. */
  private Collection<K> round(
      Collection<K> keys,
      Demand<K, V> demand,
      int round,
      Map<K, @Nullable V> found,
      LoadFailures<K> failures) {
    Map<K, Seat<V>> seats = board(keys, demand.purpose().looksLocally(), round, found);
    new LedFlights<>(parts, demand, SingleFlight.led(seats)).run();
    List<K> again = new ArrayList<>();
    seats.forEach((key, seat) -> {
      boolean mine = seat.role() == Role.LEADER;
      Outcome<V> outcome = mine ? seat.flight().await() : parts.loads().await(seat.flight());
      if (parts.rules().mayTake(seat.role(), outcome)
          && (mine || demand.purpose().mayTakeJoined(seat.role(), outcome))) {
        take(key, outcome, found, failures);
      } else {
        again.add(key);
      }
    });
    return again;
  }

  /** Takes a seat for each key that the local tier does not have by now. */
  private Map<K, Seat<V>> board(
      Collection<K> keys, boolean looksLocally, int round, Map<K, @Nullable V> found) {
    Map<K, Seat<V>> seats = new LinkedHashMap<>();
    boolean boarded = false;
    try {
      for (K key : keys) {
        LocalEntry<V> here = round == 0 || !looksLocally ? null : lookup(key, loader);
        if (here == null) {
          seats.put(key, parts.flights().board(key, round >= ALONE_AFTER_ROUNDS));
        } else {
          found.put(key, here.value);
        }
      }
      boarded = true;
      return seats;
    } finally {
      if (!boarded) { // nobody would end these flights, and whoever joins them would wait for ever
        parts.flights().abandon(seats);
      }
    }
  }

  private void take(
      K key, Outcome<V> outcome, Map<K, @Nullable V> found, LoadFailures<K> failures) {
    if (outcome instanceof Outcome.Hit<V> hit) {
      if (parts.local().copiesSharedTier()) {
        parts.events().hitShared(key);
      } else {
        parts.events().hitHere(key);
      }
      countIfNegative(hit.value());
      found.put(key, hit.value());
      refreshIfStale(key);
      return;
    }
    parts.events().missed(key);
    if (outcome instanceof Outcome.Loaded<V> loaded) {
      found.put(key, loaded.value());
    } else if (outcome instanceof Outcome.Failed<V> failed) {
      failures.add(key, failed);
    }
  }

  /** A stale entry from the shared tier stands in the local tier now, and is refreshed from there. */
  private void refreshIfStale(K key) {
    CacheLoader<K, V> with = loader;
    if (with != null && !parts.config().serveStale().isZero()) {
      long now = parts.ticker().read();
      LocalEntry<V> kept = parts.local().lookup(key, now);
      if (kept != null && kept.wantsAttention(now)) {
        attend(key, kept, now, with);
      }
    }
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

package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.IfPresent;
import io.symphra.cache.internal.SingleFlight.Seat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The read path of entries that nobody has asked for yet: it leads flights as a read does, so that readers join them,
 * but it waits for nobody. Thread-safe.
 */
final class Filler<K, V> {

  private final ReadParts<K, V> parts;

  Filler(ReadParts<K, V> parts) {
    this.parts = parts;
  }

  Map<K, FillOutcome> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options) {
    if (parts.bypass().isOn()) {
      return bypassed(keys);
    }
    boolean overwrite = options.ifPresent() == IfPresent.OVERWRITE;
    Map<K, FillOutcome> outcomes = new LinkedHashMap<>();
    Set<K> wanted = new LinkedHashSet<>();
    for (K key : keys) {
      LocalEntry<V> present = overwrite ? null : fresh(key);
      outcomes.put(key, present == null ? FillOutcome.BUSY : standing(present.value));
      if (present == null) {
        wanted.add(key);
      }
    }
    Map<K, Seat<V>> seats = parts.flights().boardIfFree(wanted);
    Demand<K, V> demand = new Demand<>(
        overwrite ? Purpose.OVERWRITE : Purpose.FILL,
        loader,
        options.timeToLive().orElse(parts.config().timeToLive()));
    new LedFlights<>(parts, demand, SingleFlight.led(seats)).run();
    LoadFailures<K> failures = new LoadFailures<>();
    seats.forEach((key, seat) -> outcomes.put(key, outcome(key, seat.flight().await(), failures)));
    if (parts.local().copiesSharedTier()) {
      readBack(outcomes.keySet());
    }
    failures.throwIfAny();
    return outcomes;
  }

  private static FillOutcome standing(@Nullable Object value) {
    return value == null ? FillOutcome.ABSENT : FillOutcome.PRESENT;
  }

  private Map<K, FillOutcome> bypassed(Collection<? extends K> keys) {
    Map<K, FillOutcome> outcomes = new LinkedHashMap<>();
    keys.forEach(key -> outcomes.put(key, FillOutcome.BYPASSED));
    return outcomes;
  }

  private FillOutcome outcome(K key, Outcome<V> outcome, LoadFailures<K> failures) {
    if (outcome instanceof Outcome.Hit<V> hit) {
      return standing(hit.value());
    }
    if (outcome instanceof Outcome.Loaded<V> loaded) {
      if (loaded.value() == null || !loaded.offered()) {
        return FillOutcome.ABSENT;
      }
      return loaded.accepted() ? FillOutcome.FILLED : FillOutcome.REFUSED;
    }
    if (outcome instanceof Outcome.Failed<V> failed) {
      failures.add(key, failed);
    }
    return outcome instanceof Outcome.NotLoaded<V> not && not.reason() == Outcome.Reason.FENCED
        ? FillOutcome.REFUSED
        : FillOutcome.BUSY;
  }

  /**
   * Brings into the local tier what the shared tier holds now. The change notices of the fills themselves must be over
   * by then, or they would drop the entries again.
   */
  private void readBack(Collection<K> keys) {
    parts.shared().awaitChanges();
    List<K> missing = keys.stream().filter(key -> fresh(key) == null).toList();
    Map<K, Seat<V>> seats = parts.flights().boardIfFree(missing);
    new LedFlights<>(parts, Demand.toPeek(parts.config()), SingleFlight.led(seats)).run();
  }

  private @Nullable LocalEntry<V> fresh(K key) {
    long now = parts.ticker().read();
    LocalEntry<V> entry = parts.local().lookup(key, now);
    return entry != null && entry.isFresh(now) ? entry : null;
  }
}

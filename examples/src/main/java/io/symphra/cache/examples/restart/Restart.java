package io.symphra.cache.examples.restart;

import io.symphra.cache.examples.shop.Shop;
import io.symphra.cache.examples.trace.Trace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Plays the restart of a service in the middle of the day.
 *
 * <p>The first half of a trace is what was asked for before the restart, the second half what is asked for after it.
 * The service answers from a read-through cache over a real PostgreSQL. The restart is played three times: with a cold
 * cache, with one warmed at random, and with one warmed from the history. All else is equal.
 */
public final class Restart {

  /** Warm first and cold last: what JVM and database still learn while they run speaks for the other side. */
  private static final List<Start> ORDER = List.of(Start.WARM, Start.RANDOM, Start.COLD);

  private final Callable<Shop> shops;
  private final Trace trace;
  private final RestartSettings settings;
  private final RestartListener listener;
  private final Phases phases;

  /**
   * A restart that is played when asked to.
   *
   * @param shops opens an empty shop; it is closed afterwards
   */
  public Restart(
      Callable<Shop> shops, Trace trace, RestartSettings settings, RestartListener listener) {
    this.shops = shops;
    this.trace = trace;
    this.settings = settings;
    this.listener = listener;
    this.phases = new Phases(listener);
  }

  /**
   * Plays it; starts a database and stops it.
   *
   * @throws Exception if the database failed, or this thread was interrupted
   */
  public RestartResult play() throws Exception {
    List<RunRecord> runs = playRuns();
    // Last, because it needs no database and nobody waits for it to see the first figures.
    int requests = trace.traffic().first(settings.requests()).size();
    BitSet neverRestarted = phases.run(
        "simulating the cache that is never restarted",
        0,
        () -> NeverRestarted.hits(trace, requests, settings.maximumSize()));
    Steady steady = Steady.of(neverRestarted, requests, settings.maximumSize());
    return new RestartResult(
        trace.name(),
        trace.keys().size(),
        trace.history().size(),
        trace.history().hottest(Integer.MAX_VALUE).size(),
        requests,
        settings,
        steady.window(),
        runs.stream().map(run -> run.judgedBy(steady)).toList(),
        hitRates(neverRestarted, requests),
        Curve.of(neverRestarted, requests));
  }

  private List<RunRecord> playRuns() throws Exception {
    List<RunRecord> runs = new ArrayList<>();
    try (Shop shop = phases.run("starting PostgreSQL", 0, shops)) {
      phases.run(
          "filling the catalogue with %,d products".formatted(trace.keys().size()), 0, () -> {
            shop.stockUp(trace.keys());
            return shop;
          });
      phases.run("rehearsing, not measured", 0, () -> {
        Rehearsal.play(shop, trace, settings);
        return shop;
      });
      Run run = new Run(shop, trace, settings, listener);
      for (Start start : ORDER) {
        runs.add(run.play(start));
      }
    }
    runs.sort(Comparator.comparing(RunRecord::start));
    return runs;
  }

  private static SortedMap<Integer, Double> hitRates(BitSet hits, int requests) {
    SortedMap<Integer, Double> rates = new TreeMap<>();
    for (int size : Windows.filledBy(requests)) {
      rates.put(size, (double) hits.get(0, size).cardinality() / size);
    }
    return rates;
  }
}

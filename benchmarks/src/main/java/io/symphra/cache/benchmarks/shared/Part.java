package io.symphra.cache.benchmarks.shared;

import static io.symphra.cache.benchmarks.shared.Contestant.BUCKETS;
import static io.symphra.cache.benchmarks.shared.Contestant.JETCACHE;
import static io.symphra.cache.benchmarks.shared.Contestant.KEEPING;
import static io.symphra.cache.benchmarks.shared.Contestant.LETTUCE;
import static io.symphra.cache.benchmarks.shared.Contestant.LETTUCE_CLUSTER;
import static io.symphra.cache.benchmarks.shared.Contestant.MAP;
import static io.symphra.cache.benchmarks.shared.Contestant.SPRING;
import static io.symphra.cache.benchmarks.shared.Contestant.SYMPHRA;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A topology, who is measured on it, and what. In each there is a stampede, too. */
enum Part {
  STANDALONE(
      Place::server,
      LETTUCE,
      List.of(KEEPING, BUCKETS, MAP, SPRING, JETCACHE),
      List.of(Measure.values())),
  CLUSTER(Place::cluster, LETTUCE_CLUSTER, List.of(), List.of(Measure.GET_ALL)),
  SENTINEL(Place::sentinels, LETTUCE, List.of(), List.of());

  private final Supplier<Place> place;
  private final Contestant baseline;
  private final List<Contestant> peers;
  private final List<Measure> measures;

  Part(Supplier<Place> place, Contestant baseline, List<Contestant> peers, List<Measure> measures) {
    this.place = place;
    this.baseline = baseline;
    this.peers = peers;
    this.measures = measures;
  }

  Place open() {
    return place.get();
  }

  Contestant baseline() {
    return baseline;
  }

  List<Measure> measures() {
    return measures;
  }

  /** Ours, the baseline and the others. */
  List<Contestant> contestants() {
    List<Contestant> all = new ArrayList<>(List.of(SYMPHRA, baseline));
    all.addAll(peers);
    return all;
  }

  /** Who takes part in a measure. Spring's cache has no call for many keys, and one way of ours to read is enough. */
  boolean takesPart(Contestant contestant, Measure measure) {
    return !(contestant.equals(KEEPING) && measure != Measure.GET
        || contestant.equals(SPRING) && measure == Measure.GET_ALL);
  }

  /** Who meets the stampede. */
  boolean meetsStampede(Contestant contestant) {
    return !contestant.equals(KEEPING);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

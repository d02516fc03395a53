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

/** A topology, who is measured on it, and what. In each there is a stampede, too. */
enum Part {
  STANDALONE {
    @Override
    Place open() {
      return Place.server();
    }

    @Override
    List<Contestant> peers() {
      return List.of(KEEPING, BUCKETS, MAP, SPRING, JETCACHE);
    }

    @Override
    List<Measure> measures() {
      return List.of(Measure.values());
    }
  },

  CLUSTER {
    @Override
    Place open() {
      return Place.cluster();
    }

    @Override
    Contestant baseline() {
      return LETTUCE_CLUSTER;
    }

    @Override
    List<Measure> measures() {
      return List.of(Measure.GET_ALL);
    }
  },

  SENTINEL {
    @Override
    Place open() {
      return Place.sentinels();
    }
  };

  /** Starts its servers. */
  abstract Place open();

  /** Lettuce alone. */
  Contestant baseline() {
    return LETTUCE;
  }

  /** The others. */
  List<Contestant> peers() {
    return List.of();
  }

  /** What is measured beside the stampede. */
  List<Measure> measures() {
    return List.of();
  }

  /** Ours, the baseline and the others. */
  List<Contestant> contestants() {
    List<Contestant> all = new ArrayList<>(List.of(SYMPHRA, baseline()));
    all.addAll(peers());
    return all;
  }

  /** Who takes part in a measure. Spring's cache has no call for many keys, and one way of ours to read is enough. */
  boolean takesPart(Contestant contestant, Measure measure) {
    if (contestant.equals(KEEPING)) {
      return measure == Measure.GET;
    }
    return !contestant.equals(SPRING) || measure != Measure.GET_ALL;
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

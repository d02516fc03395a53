package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured so far: of each contestant in each measure the slices of each round. */
final class Figures {

  private record Cell(Part part, Measure measure, Contestant contestant) {}

  private record Herd(Part part, Contestant contestant) {}

  private final Map<Cell, List<List<Slice>>> rounds = new HashMap<>();
  private final Map<Herd, Integer> mostLoads = new HashMap<>();

  /** Takes the slices of one round. */
  void add(Part part, Measure measure, Contestant contestant, List<Slice> slices) {
    rounds
        .computeIfAbsent(new Cell(part, measure, contestant), cell -> new ArrayList<>())
        .add(List.copyOf(slices));
  }

  /** Takes how often a key was loaded at most in one round. */
  void addLoads(Part part, Contestant contestant, int loads) {
    mostLoads.merge(new Herd(part, contestant), loads, Math::max);
  }

  boolean has(Part part, Measure measure, Contestant contestant) {
    return rounds.containsKey(new Cell(part, measure, contestant));
  }

  boolean hasLoads(Part part, Contestant contestant) {
    return mostLoads.containsKey(new Herd(part, contestant));
  }

  /** A figure: the median of the slices of each round, and of the rounds. */
  Spread spread(Part part, Measure measure, Contestant contestant, ToDoubleFunction<Slice> figure) {
    return Spread.ofMedian(
        rounds.getOrDefault(new Cell(part, measure, contestant), List.of()).stream()
            .map(slices -> median(slices, figure))
            .toList());
  }

  /** How often a key was loaded at most, in any round. */
  int mostLoads(Part part, Contestant contestant) {
    Integer loads = mostLoads.get(new Herd(part, contestant));
    if (loads == null) {
      throw new IllegalStateException("%s met no stampede on %s".formatted(contestant, part));
    }
    return loads;
  }

  static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
    return Spread.ofMedian(
            slices.stream().map(slice -> (Double) figure.applyAsDouble(slice)).toList())
        .figure();
  }
}

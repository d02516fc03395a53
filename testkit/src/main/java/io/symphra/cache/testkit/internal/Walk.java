package io.symphra.cache.testkit.internal;

import io.symphra.cache.testkit.internal.ProtocolSpec.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Takes steps through a tier and through the specification, and stops where they disagree. */
final class Walk {

  /** Keys of a walk nobody used before, so that a walk can be repeated in the same store. */
  private static final AtomicLong WALKS = new AtomicLong();

  /** A tier in real time may need seconds for each try. */
  private static final Duration SHRINKING = Duration.ofSeconds(20);

  /** A walk that is later cannot be judged any more, and ends. */
  private static final long MOST_LATE = Step.TICK.toMillis() / 2 - 10;

  private final SharedCacheFixture fixture;

  Walk(SharedCacheFixture fixture) {
    this.fixture = fixture;
  }

  /** The steps with their answers up to the first disagreement; empty if there is none. */
  Optional<String> disagreement(List<Step> steps) {
    String prefix = "walk " + WALKS.incrementAndGet() + ":";
    Leases leases = new Leases();
    Map<String, ProtocolSpec<String>> specs = new HashMap<>();
    StringBuilder log = new StringBuilder();
    long begun = fixture.cache().now();
    long now = 0;
    for (Step step : steps) {
      if (step.ticks() > 0) {
        long wait = Step.TICK.multipliedBy(step.ticks()).toMillis();
        fixture.advance(Duration.ofMillis(Math.max(0, wait - late(begun, now))));
        now += wait;
      }
      fixture.here().heard().forget();
      fixture.there().heard().forget();
      List<String> keys = step.keys().stream().map(prefix::concat).toList();
      Map<String, Answer<String>> answers = step.operation().run(fixture.cache(), keys, leases);
      fixture.here().cache().awaitChanges();
      fixture.there().cache().awaitChanges();
      if (late(begun, now) >= MOST_LATE) {
        return Optional.empty();
      }
      log.append(
          "%n%6d ms  %s on %s: %s".formatted(now, step.operation(), step.keys(), answers.values()));
      if (answers.size() != keys.size()) {
        return Optional.of(log + "%n           answers for other keys than asked".formatted());
      }
      for (String key : keys) {
        ProtocolSpec<String> before =
            specs.getOrDefault(key, ProtocolSpec.<String>empty()).at(now);
        Outcome<String> outcome = step.operation().on(before, now);
        specs.put(key, outcome.after());
        List<String> wrong = wrong(key, outcome, answers);
        if (!wrong.isEmpty()) {
          return Optional.of(
              log + "%n           key %s had %s".formatted(key, before) + String.join("", wrong));
        }
      }
    }
    return Optional.empty();
  }

  /** How many milliseconds the tier's clock is ahead of the walk's, because steps take time in real time. */
  private long late(long begun, long now) {
    return fixture.cache().now() - begun - now;
  }

  private List<String> wrong(
      String key, Outcome<String> outcome, Map<String, Answer<String>> answers) {
    List<String> wrong = new ArrayList<>();
    if (!outcome.answer().equals(answers.get(key))) {
      wrong.add("%n           expected %s, was %s".formatted(outcome.answer(), answers.get(key)));
    }
    if (outcome.heard() && !fixture.here().heard().of(key)) {
      wrong.add("%n           the instance that did it did not hear of it".formatted());
    }
    if (outcome.heard() && !fixture.there().heard().of(key)) {
      wrong.add("%n           the other instance did not hear of it".formatted());
    }
    return wrong;
  }

  /** The fewest steps found that still disagree: parts are left out as long as the rest fails. */
  List<Step> shrink(List<Step> failing) {
    List<Step> best = failing;
    long end = System.nanoTime() + SHRINKING.toNanos();
    for (int part = best.size() / 2; part > 0; part /= 2) {
      for (int from = 0; from + part <= best.size() && System.nanoTime() < end; ) {
        List<Step> fewer = new ArrayList<>(best.subList(0, from));
        fewer.addAll(best.subList(from + part, best.size()));
        if (disagreement(fewer).isPresent()) {
          best = fewer;
        } else {
          from += part;
        }
      }
    }
    for (int i = 0; i < best.size(); i++) {
      best = simpler(best, i, best.get(i).at(0));
      for (String key : best.get(i).keys()) {
        best = simpler(best, i, best.get(i).on(List.of(key)));
      }
    }
    return best;
  }

  private List<Step> simpler(List<Step> steps, int index, Step step) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(index, step);
    return disagreement(changed).isPresent() ? changed : steps;
  }
}

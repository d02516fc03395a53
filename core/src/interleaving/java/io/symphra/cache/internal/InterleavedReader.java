package io.symphra.cache.internal;

import io.symphra.cache.internal.Scenario.Reader;
import org.jspecify.annotations.Nullable;

/** A reader: gets the key a few times, and checks each answer against the writes that had finished when it began. */
final class InterleavedReader {

  /** Where an answer came from, as the read path's own rules tell it. */
  enum Source {
    /** The local tier, or a flight whose hit the local tier keeps: may lag behind by the pushes under way. */
    LOCAL,
    /** The shared tier or the loader: must not lag behind. */
    SHARED
  }

  final Actor actor;
  final Reader kind;
  private final InterleavedInstance instance;
  private final InterleavedWorld world;

  /** The flight it leads, or waits for; part of the state of the world. */
  volatile @Nullable Flight<Long> flight;

  private volatile Source source = Source.LOCAL;
  private volatile long begun;
  private volatile int done;

  InterleavedReader(
      String name, Reader kind, InterleavedInstance instance, InterleavedWorld world) {
    this.kind = kind;
    this.instance = instance;
    this.world = world;
    this.actor = new Actor(name, this::run);
  }

  /** Hears from the rules what the reader takes. */
  void takes(FlightRules.Role role, Outcome<?> outcome, boolean taken) {
    boolean fromLocal = role != FlightRules.Role.LEADER && outcome instanceof Outcome.Hit<?>;
    source = taken && !fromLocal ? Source.SHARED : Source.LOCAL;
  }

  private void run(Actor self) {
    for (int round = 0; round < kind.rounds(); round++) {
      begun = world.finished();
      source = Source.LOCAL;
      world.call(instance, () -> read(self));
      done = round + 1;
      flight = null;
      if (done < kind.rounds()) {
        self.pause("idle");
      }
    }
  }

  private void read(Actor self) {
    Long answer = instance.cache().get("k", key -> load(self));
    long value = answer == null ? 0 : answer;
    if (source == Source.SHARED || world.localTierMustNotLag()) {
      world.check(self.name, value, begun);
    }
  }

  private @Nullable Long load(Actor self) {
    self.pause("load");
    Long value = world.isRowAbsent() ? null : (Long) world.database();
    self.pause("fill " + value);
    return value;
  }

  /** Before a step: which flight it will be in, if it blocks. */
  void beforeStep() {
    Flight<Long> underWay = instance.flights().underWay("k");
    if (underWay != null) {
      flight = underWay;
    }
  }

  /** After a step: the flight it leads, if it began one, or how it joined the one it waits for. */
  void afterStep() {
    Flight<Long> underWay = instance.flights().underWay("k");
    if (actor.isPaused() && underWay != null && underWay.waitsFor(actor.thread())) {
      flight = underWay;
    }
    if (isBlocked() && flight != null) {
      actor.position = "joined as " + flight.join();
    }
  }

  /** Whether it waits for the flight of another reader. */
  boolean isBlocked() {
    return !actor.isPaused() && !actor.isDone();
  }

  String state() {
    Flight<Long> mine = flight;
    return actor.position + "," + done + "," + begun + "," + (mine != null && mine.isVoid());
  }
}

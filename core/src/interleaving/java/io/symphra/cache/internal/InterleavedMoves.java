package io.symphra.cache.internal;

import io.symphra.cache.internal.Guard.LeaseGuard;
import io.symphra.cache.internal.Scenario.Expiry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways a world can move: an actor by a step, a push by its delivery, all guards by their time, a writer by its death.
 * The test makes one of them at a time.
 */
final class InterleavedMoves {

  /**
   * A way the world can move.
   *
   * @param by who or what moves
   */
  record Move(String by, String label, Runnable run) {}

  private final Scenario scenario;
  private final InterleavedWorld world;
  private final LatePushes pushes;
  private final List<Actor> writers;
  private final List<InterleavedReader> readers;
  private final List<Actor> disturbances;
  private final Set<Actor> dead = new HashSet<>();
  private boolean mayExpire;

  InterleavedMoves(
      Scenario scenario,
      InterleavedWorld world,
      LatePushes pushes,
      List<Actor> writers,
      List<InterleavedReader> readers,
      List<Actor> disturbances) {
    this.scenario = scenario;
    this.world = world;
    this.pushes = pushes;
    this.writers = writers;
    this.readers = readers;
    this.disturbances = disturbances;
    this.mayExpire = scenario.expiry() != Expiry.NEVER;
  }

  /** All that are possible now, in a stable order. */
  List<Move> possible() {
    List<Move> moves = new ArrayList<>();
    if (isDueToExpire() && world.guard() != null) {
      moves.add(new Move("time", "guards expire", this::expire));
    }
    if (pushes.size() > 0) {
      moves.add(new Move("push", "push delivered", pushes::deliverFirst));
    }
    for (Actor writer : writers) {
      if (writer.isPaused() && !dead.contains(writer)) {
        moves.add(goOn(writer, () -> step(writer)));
        if (scenario.crash() && !writer.position.equals("start")) {
          moves.add(new Move(
              writer.name + "'s death",
              writer.name + " dies at " + writer.position,
              () -> dead.add(writer)));
        }
      }
    }
    for (InterleavedReader reader : readers) {
      if (reader.actor.isPaused()) {
        moves.add(goOn(reader.actor, () -> step(reader)));
      }
    }
    for (Actor disturbance : disturbances) {
      if (disturbance.isPaused()) {
        moves.add(goOn(disturbance, () -> step(disturbance)));
      }
    }
    return moves;
  }

  private boolean isDueToExpire() {
    return mayExpire
        && switch (scenario.expiry()) {
          case NEVER -> false;
          case AT_ANY_TIME -> true;
          case LEASES -> world.guard() instanceof LeaseGuard;
          case AFTER_A_DEATH -> anybodyDied();
        };
  }

  private static Move goOn(Actor actor, Runnable step) {
    return new Move(actor.name, actor.name + " goes on from " + actor.position, step);
  }

  /** Where everybody stands. */
  String state() {
    StringBuilder state = new StringBuilder().append(mayExpire);
    writers.forEach(
        writer -> state.append('|').append(dead.contains(writer) ? "dead" : writer.position));
    readers.forEach(reader -> state.append('|').append(reader.state()));
    disturbances.forEach(disturbance -> state.append('|').append(disturbance.position));
    return state.toString();
  }

  boolean anybodyDied() {
    return !dead.isEmpty();
  }

  /** Those who have neither finished nor died. */
  Stream<Actor> alive() {
    return actors().filter(actor -> !actor.isDone() && !dead.contains(actor));
  }

  Stream<Actor> actors() {
    return Stream.of(
            writers.stream(), readers.stream().map(reader -> reader.actor), disturbances.stream())
        .flatMap(each -> each);
  }

  private void step(Actor actor) {
    Map<InterleavedReader, Flight<Long>> waiting =
        waiting(); // asked now: who wakes forgets its flight
    actor.step();
    // Who waited for a flight that has ended goes on by itself, to its next point.
    waiting.forEach((reader, flight) -> {
      if (flight.hasEnded()) {
        reader.actor.awaitStop();
        reader.afterStep();
      }
    });
  }

  private Map<InterleavedReader, Flight<Long>> waiting() {
    Map<InterleavedReader, Flight<Long>> waiting = new LinkedHashMap<>();
    for (InterleavedReader reader : readers) {
      Flight<Long> flight = reader.flight;
      if (reader.isBlocked() && flight != null) {
        waiting.put(reader, flight);
      }
    }
    return waiting;
  }

  private void step(InterleavedReader reader) {
    reader.beforeStep();
    step(reader.actor);
    reader.afterStep();
  }

  private void expire() {
    mayExpire = false;
    world.pass(InterleavedInstance.TIMEOUT);
  }
}

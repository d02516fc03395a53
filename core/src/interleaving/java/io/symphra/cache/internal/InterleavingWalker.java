package io.symphra.cache.internal;

import io.symphra.cache.internal.InterleavedMoves.Move;
import io.symphra.cache.internal.InterleavedWorld.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Walks through some interleavings of a scenario, where a walk through all of them would take too long.
 *
 * <p>Half of the walks choose each move by chance. The other half go by priorities, as in Burckhardt, Kothari, Musuvathi
 * and Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010: whoever has
 * the highest moves, and at a few moves drawn beforehand whoever is about to move falls to the bottom. So one often goes
 * far ahead while another stands still, which chance alone hardly ever brings about.
 */
final class InterleavingWalker {

  /**
   * What was found.
   *
   * @param counterexample the moves that lead to a violation, and what it was; empty if there is none
   * @param walks how many walks it took
   * @param different how many of them were different
   */
  record Result(Optional<List<String>> counterexample, int walks, int different) {}

  private static final int FIRST_GUESS_OF_MOVES = 15;
  private static final int MOST_FALLS = 3;

  /** Somebody who asks again and again while nobody else moves would never come to an end. */
  private static final int MOST_MOVES = 2_000;

  private final Scenario scenario;
  private final Mutation mutation;
  private final Supplier<? extends InterleavedTier> tiers;
  private final Set<List<String>> seen = new HashSet<>();
  private int usualMoves = FIRST_GUESS_OF_MOVES;

  private InterleavingWalker(
      Scenario scenario, Mutation mutation, Supplier<? extends InterleavedTier> tiers) {
    this.scenario = scenario;
    this.mutation = mutation;
    this.tiers = tiers;
  }

  /**
   * Walks until a violation is found.
   *
   * @param tiers gives each walk an empty tier
   * @param most how many walks at most
   * @param seed the same seed gives the same walks, as far as the tier is as fast as before
   */
  static Result walk(
      Scenario scenario,
      Mutation mutation,
      Supplier<? extends InterleavedTier> tiers,
      int most,
      long seed) {
    return new InterleavingWalker(scenario, mutation, tiers).walk(most, seed);
  }

  private Result walk(int most, long seed) {
    try (ActorThreads threads = new ActorThreads()) {
      for (int walks = 1; walks <= most; walks++) {
        Random random = new Random(scrambled(seed + walks)); // so that no walk changes another
        Chooser chooser = walks % 2 == 0
            ? moves -> random.nextInt(moves.size())
            : new ByPriority(random, usualMoves);
        Optional<List<String>> found = walk(chooser, threads);
        if (found.isPresent()) {
          return new Result(found, walks, seen.size());
        }
      }
    }
    return new Result(Optional.empty(), most, seen.size());
  }

  /** Neighbours begin alike in {@link Random}. */
  private static long scrambled(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  private Optional<List<String>> walk(Chooser chooser, ActorThreads threads) {
    List<String> labels = new ArrayList<>();
    try (InterleavedWorld world = new InterleavedWorld(scenario, mutation, tiers.get(), threads)) {
      List<Move> moves = world.moves();
      while (!moves.isEmpty()) {
        if (labels.size() > MOST_MOVES) {
          throw new Violation("no end after " + MOST_MOVES + " moves");
        }
        Move move = moves.get(chooser.choose(moves));
        labels.add(move.label());
        move.run().run();
        world.verify();
        moves = world.moves();
      }
      world.verifyEnd();
      usualMoves = (3 * usualMoves + labels.size()) / 4;
      seen.add(labels);
      return Optional.empty();
    } catch (Violation e) {
      labels.add("VIOLATION: " + e.getMessage());
      return Optional.of(labels);
    } finally {
      threads.reset();
    }
  }

  /** Says which of the possible moves is made. */
  @FunctionalInterface
  private interface Chooser {
    int choose(List<Move> moves);
  }

  /** Priorities that fall now and then. */
  private static final class ByPriority implements Chooser {

    private final Random random;
    private final Map<String, Double> priorities = new HashMap<>();
    private final Set<Integer> falls = new HashSet<>();
    private final int usualMoves;
    private int made;
    private int bottom;

    ByPriority(Random random, int usualMoves) {
      this.random = random;
      this.usualMoves = usualMoves;
      for (int fall = random.nextInt(MOST_FALLS + 1); fall > 0; fall--) {
        falls.add(random.nextInt(usualMoves));
      }
    }

    @Override
    public int choose(List<Move> moves) {
      int choice = highest(moves);
      boolean again = moves.size() > 1 && made > usualMoves; // who waits for another lets it move
      if (falls.contains(made++) || again) {
        bottom--;
        priorities.put(moves.get(choice).by(), (double) bottom);
        choice = highest(moves);
      }
      return choice;
    }

    private int highest(List<Move> moves) {
      int highest = 0;
      for (int place = 1; place < moves.size(); place++) {
        if (priority(moves.get(place)) > priority(moves.get(highest))) {
          highest = place;
        }
      }
      return highest;
    }

    private double priority(Move move) {
      return priorities.computeIfAbsent(move.by(), by -> random.nextDouble());
    }
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.internal.InterleavedMoves.Move;
import io.symphra.cache.internal.InterleavedWorld.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks through every interleaving of a scenario, on the real code.
 *
 * <p>A state cannot be copied, so each branch is run again from the start; a state that was seen before is not gone on
 * from. Depth first, with the branches left in a stack.
 */
final class InterleavingExplorer {

  /**
   * What was found.
   *
   * @param counterexample the moves that lead to a violation, and what it was; empty if there is none
   * @param states how many states were seen
   * @param runs how many runs it took
   */
  record Result(Optional<List<String>> counterexample, int states, int runs) {}

  private final Scenario scenario;
  private final Mutation mutation;
  private final Set<String> seen = new HashSet<>();
  private final Deque<int[]> branches = new ArrayDeque<>();
  private int runs;

  private InterleavingExplorer(Scenario scenario, Mutation mutation) {
    this.scenario = scenario;
    this.mutation = mutation;
  }

  static Result explore(Scenario scenario, Mutation mutation) {
    return new InterleavingExplorer(scenario, mutation).explore();
  }

  private Result explore() {
    branches.push(new int[0]);
    try (ActorThreads threads = new ActorThreads()) {
      while (!branches.isEmpty()) {
        Optional<List<String>> found = run(branches.pop(), threads);
        if (found.isPresent()) {
          return new Result(found, seen.size(), runs);
        }
      }
    }
    return new Result(Optional.empty(), seen.size(), runs);
  }

  private Optional<List<String>> run(int[] prefix, ActorThreads threads) {
    runs++;
    List<String> labels = new ArrayList<>();
    List<Integer> path = new ArrayList<>();
    try (InterleavedWorld world = new InterleavedWorld(
        scenario, mutation, new HeapInterleavedTier(scenario.topology()), threads)) {
      while (true) {
        List<Move> moves = world.moves();
        boolean replaying = path.size() < prefix.length;
        if (!replaying && !seen.add(world.state())) {
          return Optional.empty();
        }
        if (moves.isEmpty()) {
          world.verifyEnd();
          return Optional.empty();
        }
        int choice = replaying ? prefix[path.size()] : 0;
        if (!replaying) {
          for (int other = moves.size() - 1; other > 0; other--) {
            branches.push(extended(path, other));
          }
        }
        path.add(choice);
        labels.add(moves.get(choice).label());
        moves.get(choice).run().run();
        world.verify();
      }
    } catch (Violation e) {
      labels.add("VIOLATION: " + e.getMessage());
      return Optional.of(labels);
    } finally {
      threads.reset();
    }
  }

  private static int[] extended(List<Integer> path, int choice) {
    int[] longer = new int[path.size() + 1];
    for (int i = 0; i < path.size(); i++) {
      longer[i] = path.get(i);
    }
    longer[path.size()] = choice;
    return longer;
  }
}

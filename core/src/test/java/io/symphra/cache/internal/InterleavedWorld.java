package io.symphra.cache.internal;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.internal.Guard.LeaseGuard;
import io.symphra.cache.internal.InterleavedInstance.Surroundings;
import io.symphra.cache.internal.Scenario.Expiry;
import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.internal.Scenario.Writer;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: a database with one row, the in-heap tier, the instances, and the actors on them.
 *
 * <p>The explorer moves one thing at a time: an actor by a step, a push by its delivery, all guards by their time.
 */
final class InterleavedWorld implements AutoCloseable {

  /** A way the world can move. */
  record Move(String label, Runnable run) {}

  /** The protocol broke its word. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }

  /** As the model: more pushes under way than this make no difference, because each drops the one key there is. */
  private static final int MOST_PUSHES = 3;

  private final Scenario scenario;
  private final AtomicLong tierClock = new AtomicLong();
  private final Map<Long, String> tokens = new ConcurrentHashMap<>();
  private final List<Runnable> pushes = new ArrayList<>();
  private final List<InterleavedInstance> others = new ArrayList<>();
  private final List<InterleavedReader> readers = new ArrayList<>();
  private final List<Actor> writers = new ArrayList<>();
  private final Set<Actor> dead = new HashSet<>();
  private final HeapSpace<String, Long> space;
  private final InterleavedInstance here;
  private boolean mayExpire;
  private volatile long database;
  private volatile long finished;
  private volatile long decided;
  private volatile @Nullable Violation violation;

  InterleavedWorld(Scenario scenario, Mutation mutation, ActorThreads threads) {
    this.scenario = scenario;
    this.mayExpire = scenario.expiry() != Expiry.NEVER;
    this.space = HeapSpace.over(
        new EntryStore<>(EntryPolicy.ofSize(10), tierClock::get, Runnable::run, (k, c) -> {}));
    space
        .values()
        .put(
            "k",
            new StoredEntry<>(
                scenario.absentFirst() ? null : 0L,
                0,
                TimeToLive.LONGEST,
                Duration.ZERO,
                Duration.ZERO,
                OptionalLong.empty()));
    Surroundings surroundings =
        new Surroundings(space, tierClock::get, mutation, token -> tokens.put(token, tokenOwner()));
    this.here = scenario.topology() == Topology.ALONE
        ? InterleavedInstance.alone(surroundings, new ObservedRules(mutation, true))
        : InterleavedInstance.withSharedTier(
            surroundings, this::later, new ObservedRules(mutation, true));
    InterleavedInstance writing =
        scenario.topology() == Topology.APART ? elsewhere(surroundings) : here;
    for (Writer kind : scenario.writers()) {
      InterleavedInstance on = kind.decides() ? elsewhere(surroundings) : writing;
      writers.add(new InterleavedWriter("W" + writers.size(), kind, on, this).actor);
    }
    for (Reader kind : scenario.readers()) {
      InterleavedInstance on = kind.local() ? here : elsewhere(surroundings);
      readers.add(new InterleavedReader("R" + readers.size(), kind, on, this));
    }
    actors().forEach(actor -> actor.start(threads));
  }

  long database() {
    return database;
  }

  /** Whether the loader finds no row at present. */
  boolean isRowAbsent() {
    return scenario.absentFirst() && database == 0;
  }

  /** The version an entry holds, 0 for a negative one; null without an entry. */
  static @Nullable Long version(@Nullable LocalEntry<Long> entry) {
    if (entry == null) {
      return null;
    }
    Long value = entry.value;
    return value == null ? Long.valueOf(0) : value;
  }

  long finished() {
    return finished;
  }

  /** Writes the row; returns its new version. Only one actor runs at a time. */
  synchronized long commit() {
    return ++database;
  }

  synchronized void finish(long version) {
    finished = Math.max(finished, version);
  }

  /** Where the writers are on the readers' instance, a write drops the local entry before it returns. */
  boolean localTierMustNotLag() {
    return scenario.topology() != Topology.APART;
  }

  void check(String reader, long value, long begun) {
    if (value < begun) {
      violation = new Violation(
          "%s returned %d, older than the finished %d".formatted(reader, value, begun));
    }
  }

  /** A verb whose lease became a fence must not have decided on a value older than a finished write. */
  void checkDecision(String verb, long base) {
    if (base < finished) {
      violation =
          new Violation("%s goes on to write what it decided on %d, older than the finished %d"
              .formatted(verb, base, finished));
    }
  }

  /** Nothing may have come between what a verb decided on and what it replaces. */
  void checkSole(String verb, long base, long replaced) {
    if (base != replaced) {
      violation = new Violation("%s decided on %d and replaced %d".formatted(verb, base, replaced));
    }
  }

  /** A verb commits: no other verb may have committed since it read. */
  void commitDecision(String verb, long base) {
    if (base < decided) {
      violation = new Violation("%s decided on %d, and writes over the %d of another verb"
          .formatted(verb, base, decided));
    }
    decided = database + 1;
  }

  /** Every way the world can move now, in a stable order. */
  List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    if (isDueToExpire() && guard() != null) {
      moves.add(new Move("guards expire", this::expire));
    }
    if (!pushes.isEmpty()) {
      moves.add(new Move("push delivered", () -> pushes.remove(0).run()));
    }
    for (Actor writer : writers) {
      if (writer.isPaused() && !dead.contains(writer)) {
        moves.add(new Move(writer.name + " goes on from " + writer.position, () -> step(writer)));
        if (scenario.crash() && !writer.position.equals("start")) {
          moves.add(new Move(writer.name + " dies at " + writer.position, () -> dead.add(writer)));
        }
      }
    }
    for (InterleavedReader reader : readers) {
      if (reader.actor.isPaused()) {
        moves.add(new Move(
            reader.actor.name + " goes on from " + reader.actor.position, () -> step(reader)));
      }
    }
    return moves;
  }

  private boolean isDueToExpire() {
    return mayExpire
        && switch (scenario.expiry()) {
          case NEVER -> false;
          case AT_ANY_TIME -> true;
          case LEASES -> guard() instanceof LeaseGuard;
          case AFTER_A_DEATH -> !dead.isEmpty();
        };
  }

  /** What decides the future: two worlds in one state go on alike. */
  String state() {
    StringBuilder state = new StringBuilder();
    Long shared = version(space.values().peek("k"));
    state
        .append(database)
        .append('|')
        .append(finished)
        .append('|')
        .append(decided)
        .append('|');
    state.append(shared).append('|').append(describe(guard())).append('|');
    state
        .append(pushes.size())
        .append('|')
        .append(here.localVersion())
        .append('|')
        .append(mayExpire);
    writers.forEach(
        writer -> state.append('|').append(dead.contains(writer) ? "dead" : writer.position));
    readers.forEach(reader -> state.append('|').append(reader.state()));
    return state.toString();
  }

  /** Throws if a read was wrong, or if all is quiet and something is still old. */
  void verify() {
    Violation found = violation;
    if (found != null) {
      throw found;
    }
    boolean over = actors().allMatch(actor -> actor.isDone() || dead.contains(actor));
    if (over && pushes.isEmpty() && guard() == null) {
      Long shared = version(space.values().peek("k"));
      Long local = here.localVersion();
      if ((shared != null && shared < database) || (local != null && local < database)) {
        throw new Violation(
            "quiet but stale: shared %s, local %s, database %d".formatted(shared, local, database));
      }
    }
  }

  @Override
  public void close() {
    actors().forEach(Actor::abandon);
    actors().forEach(Actor::awaitDone);
    here.cache().close();
    others.forEach(instance -> instance.cache().close());
  }

  private Stream<Actor> actors() {
    return Stream.concat(writers.stream(), readers.stream().map(reader -> reader.actor));
  }

  private void step(Actor actor) {
    actor.step();
    // Who waited for a flight that has ended goes on by itself, to its next point.
    for (InterleavedReader reader : readers) {
      Flight<Long> flight = reader.flight;
      if (reader.isBlocked() && flight != null && flight.hasEnded()) {
        reader.actor.awaitStop();
        reader.afterStep();
      }
    }
  }

  private void step(InterleavedReader reader) {
    reader.beforeStep();
    step(reader.actor);
    reader.afterStep();
  }

  private void expire() {
    mayExpire = false;
    tierClock.addAndGet(InterleavedInstance.TIMEOUT.toNanos());
  }

  private @Nullable Guard guard() {
    return new GuardRules().standing(space.guards().get("k"), tierClock.get());
  }

  private String describe(@Nullable Guard guard) {
    if (guard instanceof LeaseGuard lease) {
      return "L" + tokens.get(lease.token());
    }
    if (guard instanceof FenceGuard fence) {
      Set<String> owners = new TreeSet<>();
      fence
          .deadlineByToken()
          .keySet()
          .forEach(token -> owners.add(tokens.getOrDefault(token, "?")));
      return "F" + owners + fence.tainted();
    }
    return "-";
  }

  /** An instance whose own local tier keeps nothing, so that it always goes to the shared tier. */
  private InterleavedInstance elsewhere(Surroundings surroundings) {
    InterleavedInstance instance = InterleavedInstance.withSharedTier(
        surroundings, UnaryOperator.identity(), new ObservedRules(surroundings.mutation(), false));
    others.add(instance);
    return instance;
  }

  private static String tokenOwner() {
    Actor actor = Actor.current();
    return actor == null ? "?" : actor.name;
  }

  private ChangeListener<String> later(ChangeListener<String> listener) {
    return new ChangeListener<>() {
      @Override
      public void changed(String key) {
        if (pushes.size() < MOST_PUSHES) {
          pushes.add(() -> listener.changed(key));
        }
      }

      @Override
      public void allChanged() {
        changed("k");
      }
    };
  }

  /** The real rules or mutated ones, which also tell the reader what it takes. */
  private final class ObservedRules extends FlightRules {

    private final Mutation mutation;
    private final boolean keeps;

    ObservedRules(Mutation mutation, boolean keeps) {
      this.mutation = mutation;
      this.keeps = keeps;
    }

    @Override
    boolean mayKeep(Flight<?> flight) {
      return keeps && (mutation.keepsVoid() || super.mayKeep(flight));
    }

    @Override
    boolean mayTake(Role role, Outcome<?> outcome) {
      boolean loaded = outcome instanceof Outcome.Loaded<?>;
      boolean taken = super.mayTake(role, outcome)
          || (loaded && role == Role.LATE && mutation.lateMayTake())
          || (loaded && role == Role.WATCHER && mutation.watcherMayTake());
      for (InterleavedReader reader : readers) {
        if (reader.actor == Actor.current()) {
          reader.takes(role, outcome, taken);
        }
      }
      return taken;
    }
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.CacheClosedException;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.internal.Guard.LeaseGuard;
import io.symphra.cache.internal.InterleavedInstance.Surroundings;
import io.symphra.cache.internal.InterleavedMoves.Move;
import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Start;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.internal.Scenario.Writer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: a database with one row, the shared tier, the instances, and the actors on them.
 *
 * <p>The explorer makes one {@link InterleavedMoves move} after the other and lets the world check itself between them.
 */
final class InterleavedWorld implements AutoCloseable {

  /** The protocol broke its word. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }

  static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

  private final Scenario scenario;
  private final Map<Long, String> tokens = new ConcurrentHashMap<>();
  private final LatePushes pushes = new LatePushes();
  private final List<InterleavedInstance> others = new ArrayList<>();
  private final List<InterleavedReader> readers = new ArrayList<>();
  private final InterleavedTier tier;
  private final InterleavedInstance here;
  private final InterleavedMoves moves;
  private volatile long database;
  private volatile long finished;
  private volatile boolean closing;
  private volatile boolean closed;
  private volatile boolean invalidationRefused;
  private volatile long decided;
  private volatile @Nullable Violation violation;

  /**
   * A world at its beginning.
   *
   * @param tier is closed with it
   */
  InterleavedWorld(
      Scenario scenario, Mutation mutation, InterleavedTier tier, ActorThreads threads) {
    this.scenario = scenario;
    this.tier = tier;
    if (scenario.start() != Start.COLD) {
      storeFirstEntry();
    }
    Surroundings surroundings =
        new Surroundings(tier, mutation, token -> tokens.put(token, tokenOwner()), scenario.fine());
    ObservedRules rules = new ObservedRules(mutation, true, readers);
    this.here = scenario.topology() == Topology.ALONE
        ? InterleavedInstance.alone(surroundings, rules)
        : InterleavedInstance.withSharedTier(surroundings, pushes::to, rules);
    InterleavedInstance writing =
        scenario.topology() == Topology.APART ? elsewhere(surroundings) : here;
    List<Actor> writers = new ArrayList<>();
    for (Writer kind : scenario.writers()) {
      InterleavedInstance on = kind.decides() ? elsewhere(surroundings) : writing;
      writers.add(new InterleavedWriter("W" + writers.size(), kind, on, this).actor);
    }
    for (Reader kind : scenario.readers()) {
      InterleavedInstance on = kind.local() ? here : elsewhere(surroundings);
      readers.add(new InterleavedReader("R" + readers.size(), kind, on, this));
    }
    List<Actor> disturbances = scenario.disturbances().stream()
        .map(kind -> new InterleavedDisturbance(kind.name(), kind, here, this).actor)
        .toList();
    this.moves = new InterleavedMoves(scenario, this, pushes, writers, readers, disturbances);
    tier.settle();
    pushes.deliverAll(); // of the first entry
    moves.actors().forEach(actor -> actor.start(threads));
  }

  private void storeFirstEntry() {
    Duration freshFor = scenario.fine() ? TIME_TO_LIVE : TimeToLive.LONGEST;
    StoredEntry<Long> first = new StoredEntry<>(
        isRowAbsent() ? null : 0L, 0, freshFor, Duration.ZERO, Duration.ZERO, OptionalLong.empty());
    tier.begin(first);
  }

  long database() {
    return database;
  }

  /** Whether the loader finds no row at present. */
  boolean isRowAbsent() {
    return scenario.start() == Start.ABSENT && database == 0;
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

  /** What the shared tier holds, or the only tier. */
  EntryStore<String, Long> stored() {
    return tier.store().orElseThrow();
  }

  /** Writes the row; returns its new version. Only one actor runs at a time. */
  synchronized long commit() {
    return ++database;
  }

  synchronized void finish(long version) {
    finished = Math.max(finished, version);
  }

  void pass(Duration time) {
    tier.pass(time);
  }

  void closing() {
    closing = true;
  }

  void closed() {
    closed = true;
  }

  /** Makes a call that a closed cache must refuse and an open one must not; false if it was refused. */
  boolean call(InterleavedInstance on, Runnable call) {
    boolean wasClosed = closed && on.equals(here);
    try {
      call.run();
    } catch (CacheClosedException e) {
      if (!closing || !on.equals(here)) {
        violation = new Violation("an open cache said: " + e.getMessage());
      }
      return false;
    }
    if (wasClosed) {
      violation = new Violation("a closed cache answered");
    }
    return true;
  }

  /** The caller was told that its invalidation did not happen, so nobody claims that the old value is gone. */
  void invalidationRefused() {
    invalidationRefused = true;
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

  /** Every way the world can move now. */
  List<Move> moves() {
    return moves.possible();
  }

  /** What decides the future: two worlds in one state go on alike. */
  String state() {
    return String.join(
        "|",
        String.valueOf(database),
        String.valueOf(finished),
        String.valueOf(decided),
        String.valueOf(tier.version()),
        String.valueOf(tier.store().map(EntryStore::size)),
        describe(guard()),
        String.valueOf(pushes.size()),
        String.valueOf(here.localVersion()),
        String.valueOf(here.store().size()),
        String.valueOf(closing) + closed + invalidationRefused,
        moves.state());
  }

  /** Throws if a read was wrong, or if a tier holds what no reader may be given any more. */
  void verify() {
    tier.settle();
    Violation found = violation;
    if (found != null) {
      throw found;
    }
    boolean over = moves.alive().findAny().isEmpty();
    if (over && pushes.size() == 0 && guard() == null) {
      requireNotOlder("quiet but stale", database);
    }
  }

  private void requireNotOlder(String what, long than) {
    Long shared = tier.version();
    Long local = here.localVersion();
    if (!invalidationRefused
        && ((shared != null && shared < than) || (local != null && local < than))) {
      throw new Violation(
          "%s: shared %s, local %s, database %d".formatted(what, shared, local, database));
    }
  }

  /** Throws if somebody waits for ever, if something is left behind, or if what is read now is old. */
  void verifyEnd() {
    moves.alive().findAny().ifPresent(actor -> {
      throw new Violation(actor.name + " hangs at " + actor.position);
    });
    if (moves.anybodyDied()) {
      return;
    }
    if (guard() != null) {
      throw new Violation("left behind: guard " + describe(guard()));
    }
    requireAtRest(here, closed);
    others.forEach(instance -> requireAtRest(instance, false));
  }

  private void requireAtRest(InterleavedInstance instance, boolean isClosed) {
    if (!instance.flights().keys().isEmpty()) {
      throw new Violation("left behind: a flight");
    }
    if (isClosed && instance.localVersion() != null) {
      throw new Violation("a closed cache holds " + instance.localVersion());
    }
    for (int read = 0; read < 2; read++) { // the second from what the first left in the local tier
      call(instance, () -> {
        Long value = instance.cache().get("k", key -> isRowAbsent() ? null : database);
        boolean isOld = value == null ? !isRowAbsent() : value < database;
        if (isOld && !invalidationRefused) {
          throw new Violation("read at rest: %s, database %d".formatted(value, database));
        }
      });
    }
    verify();
  }

  @Override
  public void close() {
    moves.actors().forEach(Actor::abandon);
    moves.actors().forEach(Actor::awaitDone);
    here.cache().close();
    others.forEach(instance -> instance.cache().close());
    tier.close();
  }

  @Nullable
  Guard guard() {
    return tier.guard();
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
        surroundings,
        UnaryOperator.identity(),
        new ObservedRules(surroundings.mutation(), false, readers));
    others.add(instance);
    return instance;
  }

  private static String tokenOwner() {
    Actor actor = Actor.current();
    return actor == null ? "?" : actor.name;
  }
}

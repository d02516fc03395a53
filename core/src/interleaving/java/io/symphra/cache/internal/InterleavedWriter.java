package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteResult;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A writer: takes the next version of the row, in one of the ways an application writes. */
final class InterleavedWriter {

  /** The system of record of write-through: commits for the current thread's writer, and says which version it was. */
  static final CacheWriter<String, Long> SYSTEM_OF_RECORD = new CacheWriter<>() {
    @Override
    public WriteResult<String, Long> writeAll(Map<String, Long> entries) {
      return WriteResult.stored(Map.of("k", CURRENT.get().commit()));
    }

    @Override
    public void deleteAll(Set<String> keys) {
      throw new IllegalStateException("nobody removes here");
    }
  };

  /** What a verb loads that finds no value in the tier. */
  static final CacheLoader<String, Long> LOADER = CacheLoader.oneByOne(key -> loadAsCurrent());

  private static final ThreadLocal<InterleavedWriter> CURRENT = new ThreadLocal<>();

  final Actor actor;
  private final Writer kind;
  private final InterleavedInstance instance;
  private final InterleavedWorld world;
  private final AtomicLong committed = new AtomicLong();
  private long base;

  InterleavedWriter(
      String name, Writer kind, InterleavedInstance instance, InterleavedWorld world) {
    this.kind = kind;
    this.instance = instance;
    this.world = world;
    this.actor = new Actor(name, self -> run());
  }

  /** The verb that the current thread is, if it is one: it decides on the current value. */
  static Optional<InterleavedWriter> currentVerb() {
    return Optional.ofNullable(CURRENT.get())
        .filter(writer -> writer.kind.decides() && writer.actor == Actor.current());
  }

  private void run() {
    CURRENT.set(this);
    boolean accepted = switch (kind) {
      case ASIDE ->
        world.call(
            instance,
            () -> instance.cache().update("k", () -> {
              commit();
            }));
      case THROUGH -> world.call(instance, () -> instance.cache().put("k", -1L));
      case BYPASS -> around("invalidate ", () -> instance.cache().invalidate("k"));
      case BYPASS_AND_CLEAR -> around("clear ", () -> instance.cache().clear());
      case VERB -> world.call(instance, () -> instance.cache().update("k", this::decide));
      case VERB_HERE ->
        world.call(instance, () -> instance.cache().with(WriteMode.NONE).update("k", this::decide));
      case PUT_HERE -> {
        committed.set(world.commit());
        yield world.call(
            instance, () -> instance.cache().with(WriteMode.NONE).put("k", committed.get()));
      }
    };
    if (accepted) {
      world.finish(committed.get());
    }
  }

  private boolean around(String then, Runnable letGo) {
    committed.set(world.commit());
    actor.pause(then + committed);
    boolean accepted = world.call(instance, letGo);
    if (!accepted) {
      world.invalidationRefused();
    }
    return accepted;
  }

  private static Long loadAsCurrent() {
    return CURRENT.get().load();
  }

  private Long load() {
    actor.pause("load");
    return world.database();
  }

  private Long decide(@Nullable Long current) {
    base = requireNonNull(current);
    actor.pause("decided on " + base);
    return base + 1;
  }

  /** The lease of this verb became its fence. */
  void upgraded() {
    world.checkDecision(actor.name, base);
  }

  /** The value of this verb was stored under its lease, where the cache owns the value. */
  void filled() {
    if (kind == Writer.VERB_HERE) {
      world.checkSole(actor.name, base, world.database());
      committed.set(world.commit());
    }
  }

  private long commit() {
    actor.pause(kind.decides() ? "commit on " + base : "commit");
    if (kind.decides()) {
      world.commitDecision(actor.name, base);
    }
    committed.set(world.commit());
    actor.pause("release " + committed);
    return committed.get();
  }
}

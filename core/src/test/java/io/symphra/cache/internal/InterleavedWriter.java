package io.symphra.cache.internal;

import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteResult;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

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

  private static final ThreadLocal<InterleavedWriter> CURRENT = new ThreadLocal<>();

  final Actor actor;
  private final Writer kind;
  private final InterleavedInstance instance;
  private final InterleavedWorld world;
  private final AtomicLong committed = new AtomicLong();

  InterleavedWriter(
      String name, Writer kind, InterleavedInstance instance, InterleavedWorld world) {
    this.kind = kind;
    this.instance = instance;
    this.world = world;
    this.actor = new Actor(name, self -> run());
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

  private long commit() {
    actor.pause("commit");
    committed.set(world.commit());
    actor.pause("release " + committed);
    return committed.get();
  }
}

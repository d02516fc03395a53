package io.symphra.cache.internal;

import io.symphra.cache.internal.Scenario.Disturbance;

/** Something that befalls an instance and is no write: time that passes, an eviction, the end of the cache. */
final class InterleavedDisturbance {

  final Actor actor;
  private final Disturbance kind;
  private final InterleavedInstance instance;
  private final InterleavedWorld world;

  InterleavedDisturbance(
      String name, Disturbance kind, InterleavedInstance instance, InterleavedWorld world) {
    this.kind = kind;
    this.instance = instance;
    this.world = world;
    this.actor = new Actor(name, this::run);
  }

  private void run(Actor self) {
    switch (kind) {
      case EXPIRY -> expire(self);
      case EVICTION -> evict(self);
      case CLOSE -> close();
    }
  }

  private void expire(Actor self) {
    world.pass(InterleavedWorld.TIME_TO_LIVE);
    self.pause("clean up");
    instance.store().cleanUp();
    self.pause("clean up there");
    world.stored().cleanUp();
    self.pause("guards expire");
    world.pass(InterleavedInstance.TIMEOUT);
  }

  private void evict(Actor self) {
    evict(instance.store());
    self.pause("evict there");
    evict(world.stored());
  }

  private static void evict(EntryStore<String, Long> store) {
    store.maximum(0);
    store.maximum(InterleavedInstance.MAXIMUM);
  }

  private void close() {
    world.closing();
    instance.cache().close();
    world.closed();
  }
}

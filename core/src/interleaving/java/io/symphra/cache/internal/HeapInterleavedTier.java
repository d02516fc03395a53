package io.symphra.cache.internal;

import io.symphra.cache.TypeRef;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The in-heap tier, whose clock stands still until time is let pass. */
final class HeapInterleavedTier implements InterleavedTier {

  private final AtomicLong clock = new AtomicLong();
  private final HeapSpace<String, Long> space;

  /** As the real tier: what goes for want of room or time is told; a cache that is alone has nobody to tell. */
  HeapInterleavedTier(Topology topology) {
    List<ChangeListener<String>> listeners = new CopyOnWriteArrayList<>();
    EntryStore<String, Long> values = new EntryStore<>(
        EntryPolicy.ofSize(InterleavedInstance.MAXIMUM),
        clock::get,
        Runnable::run,
        (key, cause) -> {
          if (topology != Topology.ALONE) {
            listeners.forEach(listener -> listener.changed(key));
          }
        });
    this.space = new HeapSpace<>(new ConcurrentHashMap<>(), values, listeners);
  }

  @Override
  public SharedCache<String, Long> connect(ChangeListener<String> listener, Mutation mutation) {
    return new HeapSharedCache<>(
        space,
        listener,
        KeyCodecs.of("c", TypeRef.of(String.class)),
        0,
        mutation.guardRules(),
        ticker(),
        () -> {});
  }

  @Override
  public void begin(StoredEntry<Long> first) {
    space.values().put("k", first, 0);
  }

  @Override
  public Ticker ticker() {
    return clock::get;
  }

  @Override
  public void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Override
  public @Nullable Guard guard() {
    return new GuardRules().standing(space.guards().get("k"), clock.get());
  }

  @Override
  public @Nullable Long version() {
    return InterleavedWorld.version(space.values().peek("k"));
  }

  @Override
  public Optional<EntryStore<String, Long>> store() {
    return Optional.of(space.values());
  }

  /** They hear before a step returns. */
  @Override
  public void settle() {}

  /** It is garbage. */
  @Override
  public void close() {}
}

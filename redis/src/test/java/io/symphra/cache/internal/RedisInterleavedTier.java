package io.symphra.cache.internal;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.symphra.cache.TypeRef;
import io.symphra.cache.redis.RedisSharedTier;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tier of one walk on a real Redis: a cache of its own there, and for each instance a connection of its own.
 *
 * <p>The server's clock cannot be let pass: a guard whose time is up is taken away, which is what the server does with it.
 */
final class RedisInterleavedTier implements InterleavedTier {

  private static final String NAMESPACE = "interleaving";

  /** A machine that stands still must not look like an outage, which is no part of a walk. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Connections to one server, which one walk after the other uses. Used by one thread. */
  static final class Connections implements AutoCloseable {

    private final String uri;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> raw;
    private final List<SharedTier> tiers = new ArrayList<>();
    private int walks;

    Connections(String uri) {
      this.uri = uri;
      this.client = RedisClient.create(uri);
      this.raw = client.connect();
    }

    /** An empty tier. */
    RedisInterleavedTier newTier() {
      return new RedisInterleavedTier(this, "walk" + walks++);
    }

    private SharedTier tier(int place) {
      if (place == tiers.size()) {
        tiers.add(RedisSharedTier.builder()
            .uri(uri)
            .namespace(NAMESPACE)
            .commandTimeout(PATIENCE)
            .heartbeat(Duration.ofSeconds(1), PATIENCE)
            .connect());
      }
      return tiers.get(place);
    }

    @Override
    public void close() {
      tiers.forEach(SharedTier::close);
      raw.close();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  /** Listens to nothing. */
  private static final class Deaf implements ChangeListener<String> {
    @Override
    public void changed(String key) {}

    @Override
    public void allChanged() {}
  }

  private final Connections connections;
  private final SharedCacheConfig<String, Long> config;
  private final StoredGuard guard;
  private final SharedCache<String, Long> watching;
  private final List<SharedCache<String, Long>> connected = new ArrayList<>();

  private RedisInterleavedTier(Connections connections, String cache) {
    this.connections = connections;
    this.config = new SharedCacheConfig<>(
        cache,
        String.class,
        Long.class,
        KeyCodecs.of(cache, TypeRef.of(String.class)),
        Optional.empty(),
        0);
    this.guard = new StoredGuard(connections.raw.sync(), "%s:g:%s:{k}".formatted(NAMESPACE, cache));
    this.watching = connect(new Deaf(), Mutation.NONE);
  }

  @Override
  public SharedCache<String, Long> connect(ChangeListener<String> listener, Mutation mutation) {
    SharedCache<String, Long> real = connections.tier(connected.size()).open(config, listener);
    connected.add(real);
    return mutation == Mutation.NONE ? real : RedisRuleOff.on(real, mutation, guard);
  }

  @Override
  public void begin(StoredEntry<Long> first) {
    watching.put(Map.of("k", first));
  }

  @Override
  public Ticker ticker() {
    throw new UnsupportedOperationException("entries do not expire here");
  }

  @Override
  public void pass(Duration time) {
    guard.delete();
  }

  @Override
  public @Nullable Guard guard() {
    return guard.get();
  }

  @Override
  public @Nullable Long version() {
    StoredEntry<Long> entry = watching.get(List.of("k")).get("k");
    if (entry == null) {
      return null;
    }
    return Objects.requireNonNullElse(entry.value(), 0L);
  }

  @Override
  public Optional<EntryStore<String, Long>> store() {
    return Optional.empty();
  }

  @Override
  public void settle() {
    connected.forEach(SharedCache::awaitChanges);
  }

  @Override
  public void close() {
    connected.forEach(SharedCache::close);
  }
}

package io.symphra.cache.redis.internal;

import io.lettuce.core.resource.ClientResources;
import io.symphra.cache.redis.RedisTierException;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the servers of a tier. Thread-safe. */
public final class RedisTier implements SharedTier {

  private static final Logger LOG = LoggerFactory.getLogger(RedisTier.class);

  private final TierSettings settings;
  private final ClientResources resources;
  private final Topology topology;
  private final TierParts parts;
  private final Counters counters = new Counters();
  private final Map<String, Types> typesByCache = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private record Types(Type key, Type value) {}

  private RedisTier(TierSettings settings, ClientResources resources, Topology topology) {
    this.settings = settings;
    this.resources = resources;
    this.topology = topology;
    Batches batches = new Batches(topology, settings, new Breakers(settings, counters));
    this.parts = new TierParts(
        batches,
        new Scan(topology, batches),
        new Tracker(topology, settings),
        new FullServer(settings, counters),
        settings.commandTimeout().toMillis() + topology.clockSkew().toMillis());
  }

  /**
   * Connects.
   *
   * @throws io.symphra.cache.redis.RedisTierException if that fails; the message says what to do
   */
  public static RedisTier connect(TierSettings settings) {
    ClientResources resources = Clients.resources();
    RedisTier tier;
    try {
      tier = new RedisTier(settings, resources, servers(resources, settings));
    } catch (RuntimeException e) {
      Shutdown.of(resources);
      throw Failures.of(settings, e);
    }
    try {
      tier.parts.tracker().start();
      tier.awaitReady();
      return tier;
    } catch (RuntimeException e) {
      tier.close();
      throw e;
    }
  }

  private void awaitReady() {
    if (topology instanceof LateServers) {
      return;
    }
    try {
      parts.tracker().awaitReady();
    } catch (RedisTierException e) {
      if (!settings.mayStartWithoutServer() || !LateServers.isOutage(e)) {
        throw e;
      }
      LOG.warn("{} cannot be listened to yet; local tiers answer nothing until it can", this, e);
    }
  }

  private static Topology servers(ClientResources resources, TierSettings settings) {
    return settings.mayStartWithoutServer()
        ? LateServers.connect(resources, settings)
        : Topologies.connect(resources, settings);
  }

  /** What became of entries. */
  public Counters counters() {
    return counters;
  }

  @Override
  public <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
    Types types = new Types(config.keyType(), config.valueType());
    Types first = typesByCache.computeIfAbsent(config.name(), name -> types);
    if (!first.equals(types)) {
      throw new IllegalArgumentException(
          "cache '%s' is in the shared tier with types <%s, %s>, and cannot have types <%s, %s> too"
              .formatted(
                  config.name(),
                  first.key().getTypeName(),
                  first.value().getTypeName(),
                  types.key().getTypeName(),
                  types.value().getTypeName()));
    }
    NamedCodec<V> codec = NamedCodec.of(config, settings.jsonMapper());
    ValueFormat<V> format = new ValueFormat<>(
        config.name(),
        codec.codec(),
        new EntryFormat(codec.id(), config.schemaVersion()),
        settings,
        counters);
    return new RedisSharedCache<>(
        config.name(),
        new KeyLayout(settings.namespace(), config.name()),
        config.keyCodec(),
        format,
        listener,
        parts);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      parts.tracker().close();
      topology.close();
      Shutdown.of(resources);
    }
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}

package io.symphra.cache.internal;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheBuilder;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.Copier;
import io.symphra.cache.SharedTierOutage;
import io.symphra.cache.TypeRef;
import io.symphra.cache.Weigher;
import io.symphra.cache.WriteMode;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.EarlyRefresh;
import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import io.symphra.cache.protect.NegativeCaching;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.ValueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects and checks the settings of a cache. */
final class DefaultCacheBuilder<K, V> implements CacheBuilder<K, V> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Duration SHORTEST = Duration.ofMillis(1);
  /** Well above the time in which an access is counted once, see {@link LocalEntry}. */
  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(365);

  private final String name;
  private final TypeRef<K> keyType;
  private final TypeRef<V> valueType;
  private final Function<CacheConfig<K, V>, Cache<K, V>> create;

  private final Option<Long> maximumSize;
  private final Option<Long> maximumWeight;
  private final Option<Weigher<? super K, ? super V>> weigher;
  private final Option<TimeToLive<? super K, ? super V>> timeToLive;
  private final Option<Duration> expireAfterAccess;
  private final Option<Long> maximumValueSize;
  private final Option<ToLongFunction<? super V>> sizeOf;
  private final Option<Duration> serveStale;
  private final Option<EarlyRefresh> earlyRefresh;
  private final Option<NegativeCaching> negativeCaching;
  private final Option<KeyFilter<K>> keyFilter;
  private final Option<CacheLoader<K, V>> loader;
  private final Option<CacheWriter<K, V>> writer;
  private final Option<WriteMode> writeMode;
  private final Option<KeyCodec<K>> keyCodec;
  private final Option<ValueCodec<V>> valueCodec;
  private final Option<ToLongFunction<? super V>> version;
  private final Option<Copier<V>> copier;
  private final Option<Duration> leaseTimeout;
  private final Option<Duration> fenceTimeout;
  private final Option<SharedTierOutage> whenSharedTierIsDown;
  private final Option<LoadLimit> loadLimit;
  private final Option<LoadTimeout> loadTimeout;
  private final Option<Coalescing> coalescing;
  private final List<CacheListener<? super K>> listeners = new ArrayList<>();
  private final Option<Integer> eventQueueSize;
  private final Option<Integer> invalidationHistory;

  DefaultCacheBuilder(
      String name,
      TypeRef<K> keyType,
      TypeRef<V> valueType,
      Function<CacheConfig<K, V>, Cache<K, V>> create) {
    this.name = requireName(name);
    this.keyType = require("keyType", keyType);
    this.valueType = require("valueType", valueType);
    this.create = create;
    this.maximumSize = new Option<>(name, "maximumSize");
    this.maximumWeight = new Option<>(name, "maximumWeight");
    this.weigher = new Option<>(name, "weigher");
    this.timeToLive = new Option<>(name, "timeToLive");
    this.expireAfterAccess = new Option<>(name, "expireAfterAccess");
    this.maximumValueSize = new Option<>(name, "maximumValueSize");
    this.sizeOf = new Option<>(name, "sizeOf");
    this.serveStale = new Option<>(name, "serveStale");
    this.earlyRefresh = new Option<>(name, "earlyRefresh");
    this.negativeCaching = new Option<>(name, "negativeCaching");
    this.keyFilter = new Option<>(name, "keyFilter");
    this.loader = new Option<>(name, "loader");
    this.writer = new Option<>(name, "writer");
    this.writeMode = new Option<>(name, "writeMode");
    this.keyCodec = new Option<>(name, "keyCodec");
    this.valueCodec = new Option<>(name, "valueCodec");
    this.version = new Option<>(name, "version");
    this.copier = new Option<>(name, "copier");
    this.leaseTimeout = new Option<>(name, "leaseTimeout");
    this.fenceTimeout = new Option<>(name, "fenceTimeout");
    this.whenSharedTierIsDown = new Option<>(name, "whenSharedTierIsDown");
    this.loadLimit = new Option<>(name, "loadLimit");
    this.loadTimeout = new Option<>(name, "loadTimeout");
    this.coalescing = new Option<>(name, "coalescing");
    this.eventQueueSize = new Option<>(name, "eventQueueSize");
    this.invalidationHistory = new Option<>(name, "invalidationHistory");
  }

  @Override
  public CacheBuilder<K, V> maximumSize(long entries) {
    maximumWeight.mustBeUnset("maximumSize");
    maximumSize.set(entries, entries >= 1, "at least 1");
    return this;
  }

  @Override
  public CacheBuilder<K, V> maximumWeight(long weight, Weigher<? super K, ? super V> weigher) {
    maximumSize.mustBeUnset("maximumWeight");
    maximumWeight.check(weight);
    this.weigher.check(weigher);
    maximumWeight.set(weight, weight >= 1, "at least 1");
    this.weigher.set(weigher);
    return this;
  }

  @Override
  public CacheBuilder<K, V> timeToLive(TimeToLive<? super K, ? super V> timeToLive) {
    this.timeToLive.set(timeToLive);
    return this;
  }

  @Override
  public CacheBuilder<K, V> expireAfterAccess(Duration idle) {
    expireAfterAccess.check(idle);
    expireAfterAccess.set(
        idle,
        idle.compareTo(SHORTEST_IDLE) >= 0 && idle.compareTo(LONGEST) <= 0,
        "from 1 s to 365 days");
    return this;
  }

  @Override
  public CacheBuilder<K, V> maximumValueSize(long maximum, ToLongFunction<? super V> sizeOf) {
    maximumValueSize.check(maximum);
    this.sizeOf.check(sizeOf);
    maximumValueSize.set(maximum, maximum >= 1, "at least 1");
    this.sizeOf.set(sizeOf);
    return this;
  }

  @Override
  public CacheBuilder<K, V> serveStale(Duration extra) {
    setDuration(serveStale, extra);
    return this;
  }

  @Override
  public CacheBuilder<K, V> earlyRefresh(EarlyRefresh earlyRefresh) {
    this.earlyRefresh.set(earlyRefresh);
    return this;
  }

  @Override
  public CacheBuilder<K, V> negativeCaching(NegativeCaching negativeCaching) {
    this.negativeCaching.set(negativeCaching);
    return this;
  }

  @Override
  public CacheBuilder<K, V> keyFilter(KeyFilter<K> filter) {
    keyFilter.set(filter, filter instanceof DefaultKeyFilter<K>, "made by KeyFilter.of");
    return this;
  }

  @Override
  public CacheBuilder<K, V> loader(CacheLoader<K, V> loader) {
    this.loader.set(loader);
    return this;
  }

  @Override
  public CacheBuilder<K, V> writer(CacheWriter<K, V> writer) {
    this.writer.set(writer);
    return this;
  }

  @Override
  public CacheBuilder<K, V> writeMode(WriteMode mode) {
    writeMode.set(mode);
    return this;
  }

  @Override
  public CacheBuilder<K, V> keyCodec(KeyCodec<K> codec) {
    keyCodec.set(codec);
    return this;
  }

  @Override
  public CacheBuilder<K, V> valueCodec(ValueCodec<V> codec) {
    valueCodec.set(codec);
    return this;
  }

  @Override
  public CacheBuilder<K, V> copier(Copier<V> copier) {
    this.copier.set(copier);
    return this;
  }

  @Override
  public CacheBuilder<K, V> version(ToLongFunction<? super V> version) {
    this.version.set(version);
    return this;
  }

  @Override
  public CacheBuilder<K, V> leaseTimeout(Duration timeout) {
    setDuration(leaseTimeout, timeout);
    return this;
  }

  @Override
  public CacheBuilder<K, V> fenceTimeout(Duration timeout) {
    setDuration(fenceTimeout, timeout);
    return this;
  }

  @Override
  public CacheBuilder<K, V> whenSharedTierIsDown(SharedTierOutage outage) {
    whenSharedTierIsDown.set(outage);
    return this;
  }

  @Override
  public CacheBuilder<K, V> loadLimit(LoadLimit limit) {
    loadLimit.set(limit);
    return this;
  }

  @Override
  public CacheBuilder<K, V> listener(CacheListener<? super K> listener) {
    Registration.sampleOneIn(name, require("listener", listener));
    listeners.add(listener);
    return this;
  }

  @Override
  public CacheBuilder<K, V> loadTimeout(LoadTimeout timeout) {
    loadTimeout.set(timeout);
    return this;
  }

  @Override
  public CacheBuilder<K, V> eventQueueSize(int events) {
    eventQueueSize.set(events, events >= 1 && events <= 1_000_000, "from 1 to 1000000");
    return this;
  }

  @Override
  public CacheBuilder<K, V> coalescing(Coalescing coalescing) {
    this.coalescing.set(coalescing);
    return this;
  }

  @Override
  public CacheBuilder<K, V> invalidationHistory(int invalidations) {
    invalidationHistory.set(
        invalidations, invalidations >= 0 && invalidations <= 100_000, "from 0 to 100000");
    return this;
  }

  @Override
  public Cache<K, V> build() {
    return create.apply(config());
  }

  /**
   * The settings as they are now.
   *
   * @throws IllegalStateException if they do not go together
   */
  CacheConfig<K, V> config() {
    CacheConfig<K, V> config = new CacheConfig<>(
        name,
        keyType,
        valueType,
        maximumWeight.orElse(maximumSize.orElse(10_000L)),
        weigher.get(),
        timeToLive.orElse(TimeToLive.of(Duration.ofMinutes(10))),
        expireAfterAccess.get(),
        maximumValueSize.get().map(OptionalLong::of).orElseGet(OptionalLong::empty),
        sizeOf.get(),
        serveStale.orElse(Duration.ZERO),
        earlyRefresh.get(),
        negativeCaching.get(),
        keyFilter.get(),
        loader.get(),
        writer.get(),
        writeMode.orElse(writer.isSet() ? WriteMode.WRITE_THROUGH : WriteMode.NONE),
        keyCodec.isSet() ? keyCodec.get().orElseThrow() : KeyCodecs.of(name, keyType),
        valueCodec.get(),
        version.get(),
        copier.get(),
        leaseTimeout.orElse(Duration.ofSeconds(10)),
        fenceTimeout.orElse(Duration.ofSeconds(30)),
        whenSharedTierIsDown.orElse(SharedTierOutage.FAIL),
        loadLimit.get(),
        loadTimeout.get(),
        coalescing.get(),
        listeners,
        eventQueueSize.orElse(1_024),
        invalidationHistory.orElse(100));
    WriteSettings.check(config);
    LoadSettings.check(config);
    return config;
  }

  private static void setDuration(Option<Duration> option, Duration value) {
    option.check(value);
    option.set(
        value,
        value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0,
        "from 1 ms to 365 days");
  }

  @SuppressWarnings("ConstantValue") // callers outside this project may not check nullness
  private static String requireName(String name) {
    if (name == null) {
      throw new NullPointerException("the cache name must not be null");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "cache name must be 1 to 200 characters of A-Z, a-z, 0-9, '.', '_' and '-', was '%s'"
              .formatted(name));
    }
    return name;
  }

  private <T> T require(String option, @Nullable T value) {
    if (value == null) {
      throw new NullPointerException("cache '%s': %s must not be null".formatted(name, option));
    }
    return value;
  }
}

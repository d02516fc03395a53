package io.symphra.cache;

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
import java.util.function.ToLongFunction;

/**
 * Collects the settings of a cache.
 *
 * <p>By other names: {@code expireAfterWrite} is {@link #timeToLive}, refresh-ahead {@link #earlyRefresh}, caching of nulls
 * {@link #negativeCaching}, a Bloom filter of keys {@link #keyFilter}, a bulkhead {@link #loadLimit}, batching
 * {@link #coalescing}, a removal listener {@link #listener}. Statistics are always on.
 *
 * <p>A setter checks its argument and throws at once, naming the cache, the option, the value and what is allowed: an
 * {@link IllegalArgumentException} for a value, an {@link IllegalStateException} for a second value of one option or
 * two options that exclude each other, a {@link NullPointerException} for null. Nothing changes then.
 *
 * <p>Not thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface CacheBuilder<K, V> {

  /**
   * How many entries the local tier holds. Default 10,000. Beyond it the entries go that are least likely to be asked
   * for again, as Caffeine estimates it.
   *
   * @param entries at least 1
   */
  CacheBuilder<K, V> maximumSize(long entries);

  /**
   * How much weight the local tier holds, in place of {@link #maximumSize}.
   *
   * @param weight at least 1, in the unit of the weigher
   * @param weigher the weight of an entry
   */
  CacheBuilder<K, V> maximumWeight(long weight, Weigher<? super K, ? super V> weigher);

  /** How long an entry is fresh. Default 10 minutes, spread by 10 % both ways. */
  CacheBuilder<K, V> timeToLive(TimeToLive<? super K, ? super V> timeToLive);

  /**
   * How long the local tier of this instance keeps an entry that nobody reads from it, fresh or stale; each read begins
   * the time anew, and the time to live ends an entry all the same. Default: as long as there is room, because what is
   * read least goes first anyway. Give it to a cache that should give memory back in quiet times, or whose entries are
   * sessions.
   *
   * <p>With a shared tier it is the copy in the local tier that goes. The entry lives on in the shared tier until its time
   * to live is over, whoever reads it where.
   *
   * <p>Reads are sampled, so an entry may go up to 50 ms early.
   *
   * @param idle from 1 s to 365 days
   */
  CacheBuilder<K, V> expireAfterAccess(Duration idle);

  /**
   * The size of the largest value that is stored. A larger one is answered to who waits for it and written to the system of
   * record, but no tier keeps it; an entry of the key that stood goes, because it is no longer what the system of record
   * says. It is counted, and at most one line a minute is logged. Default: no limit.
   *
   * @param maximum at least 1, in the unit of {@code sizeOf}
   * @param sizeOf the size of a value, at least 0; asked once for each value that is loaded or written, on the thread that
   *     does it, so it must be quick
   */
  CacheBuilder<K, V> maximumValueSize(long maximum, ToLongFunction<? super V> sizeOf);

  /**
   * How long after its time to live an entry may still be answered. The first reader of such an entry gets it at once
   * and starts a refresh in the background; if that fails the entry goes on being answered until this time is over. At
   * most one refresh per key runs at a time; after a failed one the next starts a second later at the earliest. Default
   * zero: an entry past its time to live is a miss.
   *
   * @param extra from 1 ms to 365 days
   */
  CacheBuilder<K, V> serveStale(Duration extra);

  /**
   * Refreshes entries that are still fresh, shortly before their time to live is over, so that no reader waits for the
   * load. Needs a loader of the cache's own. Default none.
   */
  CacheBuilder<K, V> earlyRefresh(EarlyRefresh earlyRefresh);

  /**
   * Remembers keys that a loader did not return, by a negative entry. Default off: a key that is inserted behind the
   * cache's back would stay unseen until its negative entry goes. In a cache with a weigher a negative entry weighs 1, or
   * a millionth of the maximum weight if that is more; the weigher is not asked.
   */
  CacheBuilder<K, V> negativeCaching(NegativeCaching negativeCaching);

  /**
   * Turns away reads of keys that cannot exist, by a Bloom filter, before they reach the system of record. Default off: it needs a scan of all
   * keys, and a row that is inserted behind the cache's back is unseen until the next one. The first scan begins when the
   * cache is built, on the manager's executor; until it is done everything passes.
   *
   * @param filter made by {@link KeyFilter#of}, and given to no other cache
   */
  CacheBuilder<K, V> keyFilter(KeyFilter<K> filter);

  /** Reads from the system of record on a miss. Default none: a miss is a miss. */
  CacheBuilder<K, V> loader(CacheLoader<K, V> loader);

  /**
   * How many calls of the loader, and of the functions given to {@code get}, may be under way on this instance, and how
   * many loads may wait for that. Default no limit: each load runs at once, on its caller's thread. Its wait, the window
   * of {@link #coalescing} and the hard {@link #loadTimeout} must together be below {@code leaseTimeout}, because a load
   * that outlives its lease is not stored.
   */
  CacheBuilder<K, V> loadLimit(LoadLimit limit);

  /**
   * When a load is given up. Default never: a load takes as long as its loader. A soft timeout needs
   * {@code serveStale}.
   */
  CacheBuilder<K, V> loadTimeout(LoadTimeout timeout);

  /** Joins concurrent misses of different keys into one call of the loader. Default off. Needs a loader. */
  CacheBuilder<K, V> coalescing(Coalescing coalescing);

  /** Writes to the system of record. Default none. */
  CacheBuilder<K, V> writer(CacheWriter<K, V> writer);

  /**
   * What {@code put} and {@code remove} do. Default write-through with a writer, and none without. A single call can do
   * otherwise by {@link Cache#with(WriteMode)}: with {@link WriteMode#NONE} here, a writer serves such calls alone.
   */
  CacheBuilder<K, V> writeMode(WriteMode mode);

  /** How keys are rendered. Default: String, Byte, Short, Integer, Long, BigInteger, UUID, LocalDate, enums
   * by name, and records of these with a colon between the components. */
  CacheBuilder<K, V> keyCodec(KeyCodec<K> codec);

  /** How values become bytes in a shared tier that keeps bytes. Default: the tier's own choice. */
  CacheBuilder<K, V> valueCodec(ValueCodec<V> codec);

  /**
   * Where a value carries the version that the system of record gave it; higher is newer. A load never replaces a
   * stored value of a newer version. Default none.
   */
  CacheBuilder<K, V> version(ToLongFunction<? super V> version);

  /**
   * Copies each value that enters the cache, by a write or a load, and each that leaves it, so that a caller may change what
   * it gave or got. A local hit then costs a copy. Weighers, times to live and versions are asked of the cache's own copy and
   * must not change it. What a copier throws the caller gets. Default none: values are shared, which is right for immutable
   * ones; who changes a shared one changes it for everybody.
   */
  CacheBuilder<K, V> copier(Copier<V> copier);

  /**
   * How long one load may keep other loads of its key away, on all instances. Default 10 seconds. Choose it above the
   * slowest load: a load that takes longer is answered but not stored. It is also the longest a reader waits for the
   * load of another instance.
   *
   * @param timeout from 1 ms to 365 days
   */
  CacheBuilder<K, V> leaseTimeout(Duration timeout);

  /**
   * How long a write keeps fills away after its instance died. Default 30 seconds. A live write renews it. A writer with
   * a timeout of its own must give up earlier.
   *
   * @param timeout from 1 ms to 365 days
   */
  CacheBuilder<K, V> fenceTimeout(Duration timeout);

  /**
   * What {@code put}, {@code remove}, {@code update}, {@code writing} and invalidations do while the shared tier cannot be
   * reached. Default {@link SharedTierOutage#FAIL}: the caller is told, and nobody is given an old value. Choose
   * {@link SharedTierOutage#PROCEED} where a write that fails is worse than a value that is old until the tier is back; such
   * writes are counted by {@link CacheStats#unfencedWrites()} and told to listeners as not fenced. Means nothing without
   * a shared tier.
   */
  CacheBuilder<K, V> whenSharedTierIsDown(SharedTierOutage outage);

  /**
   * Hears of what happens in the cache, from the beginning. May be called several times, for several listeners. Default
   * none: then no event is made. Listeners come and go later by {@link Cache#addListener} and
   * {@link Cache#removeListener}.
   */
  CacheBuilder<K, V> listener(CacheListener<? super K> listener);

  /**
   * How many events wait for the listeners at most. Default 1,024. Beyond it events are dropped, and counted by
   * {@link CacheStats#droppedEvents()}. An event refers to the keys it is about, so the queue may hold that many batches
   * of keys.
   *
   * @param events from 1 to 1,000,000
   */
  CacheBuilder<K, V> eventQueueSize(int events);

  /**
   * How many invalidations {@link Cache#invalidationHistory} remembers. Default 100. Beyond it the oldest is forgotten.
   *
   * @param invalidations from 0, for none, to 100,000
   */
  CacheBuilder<K, V> invalidationHistory(int invalidations);

  /**
   * Builds the cache.
   *
   * @throws IllegalStateException if the manager has a cache of this name, or two options exclude each other
   * @throws IllegalArgumentException if the manager has a cache of this name with other types, or if no key codec was
   *     given and there is none for the key type
   * @throws CacheClosedException if the manager is closed
   */
  Cache<K, V> build();
}

package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.redis.RedisTierException;
import io.symphra.cache.spi.Coherence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to every master for changes of value keys, and knows until when that can be trusted.
 *
 * <p>All of it happens on one thread, in the order in which the servers said it: pushes, the answers that extend the trust,
 * connections that come and go. So an answer extends the trust only when every push before it has been told.
 *
 * <p>Each connection lives once. A new one begins a new epoch, because what changed before it is not known; so do a master
 * that leaves, and more changes than the bound of {@value #MOST_PENDING} under way to this thread.
 */
final class Tracker implements Coherence, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);
  static final int MOST_PENDING = 100_000;

  private final Topology topology;
  private final TierSettings settings;
  private final byte[] trackedPrefix;
  private final ServerClock clock = new ServerClock();
  private final ScheduledThreadPoolExecutor thread;
  private final Map<String, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();
  private final Map<String, TrackedMaster> masters = new HashMap<>(); // touched on the thread only
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private volatile @Nullable Throwable lastFailure;
  private final AtomicInteger epoch = new AtomicInteger();
  private volatile long trustedUntil;

  Tracker(Topology topology, TierSettings settings) {
    this.topology = topology;
    this.settings = settings;
    this.trackedPrefix = KeyLayout.trackedPrefix(settings.namespace()).getBytes(UTF_8);
    this.trustedUntil = settings.ticker().read();
    this.thread = new ScheduledThreadPoolExecutor(1, task -> {
      Thread created = new Thread(task, "symphra-cache-redis-changes");
      created.setDaemon(true);
      return created;
    });
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Begins to listen. */
  void start() {
    var unused = thread.scheduleWithFixedDelay(
        this::beat, 0, settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns when every master has been heard once. */
  void awaitReady() {
    long patience =
        settings.connectTimeout().toMillis() + 3 * settings.commandTimeout().toMillis();
    try {
      ready.get(patience, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable failure = lastFailure;
      throw Failures.of(settings, failure == null ? e : failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisTierException("interrupted while connecting to " + settings, e);
    }
  }

  TierSettings settings() {
    return settings;
  }

  ServerClock clock() {
    return clock;
  }

  @Override
  public int epoch() {
    return epoch.get();
  }

  @Override
  public boolean isCoherent(long now) {
    return trustedUntil - now > 0;
  }

  void subscribe(String cache, Subscriber subscriber) {
    subscribers.computeIfAbsent(cache, name -> ConcurrentHashMap.newKeySet()).add(subscriber);
  }

  void unsubscribe(String cache, Subscriber subscriber) {
    Set<Subscriber> some = subscribers.get(cache);
    if (some != null) {
      some.remove(subscriber);
    }
  }

  /** Returns when everything that changed before has been told. */
  void awaitChanges() {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    onThread(() -> {
      if (masters.isEmpty()) {
        passed.completeExceptionally(new IllegalStateException("changes are not heard at present"));
        return;
      }
      CompletableFuture<?>[] all = masters.values().stream()
          .map(TrackedMaster::barrier)
          .toArray(CompletableFuture<?>[]::new);
      var unused = CompletableFuture.allOf(all).whenComplete((nothing, failure) -> {
        if (failure == null) {
          passed.complete(null);
        } else {
          passed.completeExceptionally(failure);
        }
      });
    });
    try {
      passed.get(2 * settings.commandTimeout().toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw Failures.of(settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisTierException("interrupted while waiting for changes of " + settings, e);
    }
  }

  private void beat() {
    try {
      var wanted = topology.masters();
      boolean gone = false;
      for (Map.Entry<String, TrackedMaster> each : List.copyOf(masters.entrySet())) {
        if (!wanted.containsKey(each.getKey())) {
          each.getValue().close();
          masters.remove(each.getKey());
          gone = true;
        }
      }
      if (gone) {
        newEpoch();
      }
      wanted.forEach((id, connector) ->
          masters.computeIfAbsent(id, name -> new TrackedMaster(this)).beat(connector));
      publish();
    } catch (RuntimeException e) { // or the beats would end, and with them the trust, for good
      failed(e);
    }
  }

  /** The trust in all masters is that in the least trusted. */
  void publish() {
    long now = settings.ticker().read();
    long until = Long.MAX_VALUE;
    boolean every = !masters.isEmpty();
    for (TrackedMaster master : masters.values()) {
      every &= master.isHeard();
      until = Math.min(until, master.trustedUntil() - now);
    }
    trustedUntil = every ? now + until : now;
    if (every) {
      ready.complete(null);
    }
  }

  /** Forgets everything that was heard. */
  void newEpoch() {
    epoch.incrementAndGet();
    tellAll();
  }

  void failed(Throwable failure) {
    Throwable before = lastFailure;
    lastFailure = failure;
    if (Failures.isMissingPermission(failure)) {
      ready.completeExceptionally(failure); // who connects need not wait: it will not get better
    }
    if (before == null) {
      LOG.warn(
          "Redis at {} cannot be listened to ({}); local tiers answer nothing until it can",
          settings.servers(),
          Failures.unwrapped(failure).getClass().getSimpleName());
    }
  }

  void recovered() {
    if (lastFailure != null) {
      lastFailure = null;
      LOG.info("Redis at {} is listened to", settings.servers());
    }
  }

  /** Takes a push, on a thread of the connection. Null: everything was deleted. */
  void pushed(@Nullable List<byte[]> keys) {
    if (keys == null) {
      onThread(this::tellAll);
      return;
    }
    if (overflowed.get()) {
      return; // the loss is told after this
    }
    if (pending.addAndGet(keys.size()) > MOST_PENDING) {
      pending.addAndGet(-keys.size());
      if (overflowed.compareAndSet(false, true)) {
        onThread(() -> {
          overflowed.set(false); // first: what comes from now on is told by itself
          newEpoch();
        });
      }
      return;
    }
    onThread(() -> {
      pending.addAndGet(-keys.size());
      keys.forEach(this::tell);
    });
  }

  private void tell(byte[] key) {
    Optional<String> cache = KeyLayout.cacheOf(trackedPrefix, key);
    cache.map(subscribers::get).ifPresent(some -> some.forEach(each -> tell(each, key)));
  }

  private void tell(Subscriber subscriber, byte[] key) {
    try {
      subscriber.changed(key);
    } catch (RuntimeException e) { // it must not stop the others, nor keep what has changed
      LOG.warn("a listener of changes failed, so everything that was heard is forgotten", e);
      newEpoch();
    }
  }

  private void tellAll() {
    subscribers
        .values()
        .forEach(some -> some.forEach(each -> {
          try {
            each.allChanged();
          } catch (RuntimeException e) {
            LOG.warn("a listener of changes failed", e);
          }
        }));
  }

  /** Runs a step on the thread, after those that came before; not at all once this is closed. */
  void onThread(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException e) {
      LOG.trace("closed", e);
    }
  }

  @Override
  public void close() {
    subscribers.clear();
    onThread(() -> {
      masters.values().forEach(TrackedMaster::close);
      masters.clear();
      publish();
    });
    thread.shutdown();
  }
}

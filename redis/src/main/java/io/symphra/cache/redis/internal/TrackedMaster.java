package io.symphra.cache.redis.internal;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The connection that listens to one master. Everything here runs on the tracker's thread, except where it says so. */
final class TrackedMaster {

  private static final String INVALIDATE = "invalidate";
  private static final byte[] MASTER = "master".getBytes(StandardCharsets.US_ASCII);

  private final Tracker tracker;
  private @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private boolean connecting;
  private boolean closed;
  private boolean heard;
  private boolean asked;
  private long askedAt;
  private long trustedUntil;

  TrackedMaster(Tracker tracker) {
    this.tracker = tracker;
  }

  /** Whether it has answered on its present connection. */
  boolean isHeard() {
    return heard;
  }

  /** On the tier's ticker; means nothing unless it is heard. */
  long trustedUntil() {
    return trustedUntil;
  }

  /** One round: connects, asks, or gives up a connection that does not answer. */
  void beat(Connector connector) {
    StatefulRedisConnection<byte[], byte[]> standing = connection;
    if (standing == null) {
      if (!connecting) {
        connect(connector);
      }
    } else if (!asked) {
      ask(standing);
    } else if (System.nanoTime() - askedAt
        > tracker.settings().heartbeatTimeout().toNanos()) {
      lose(standing, new IllegalStateException("it did not answer in time"));
    }
  }

  private void connect(Connector connector) {
    var opening = connector.connect();
    connecting = true; // not before: if that throws, the next round tries again
    opening.whenComplete((opened, failure) -> tracker.onThread(() -> {
      if (failure == null) {
        listen(opened);
      } else {
        connecting = false;
        tracker.failed(failure);
      }
    }));
  }

  private void listen(StatefulRedisConnection<byte[], byte[]> opened) {
    opened.addListener(this::pushed);
    opened.addListener(new RedisConnectionStateListener() {
      @Override
      public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
        tracker.onThread(() -> lose(opened, new IllegalStateException("the connection broke")));
      }
    });
    TrackingArgs args = TrackingArgs.Builder.enabled()
        .bcast()
        .prefixes(KeyLayout.trackedPrefix(tracker.settings().namespace()));
    opened
        .async()
        .clientTracking(args)
        .whenComplete((ok, failure) -> tracker.onThread(() -> listening(opened, failure)));
  }

  private void listening(
      StatefulRedisConnection<byte[], byte[]> opened, @Nullable Throwable failure) {
    connecting = false;
    if (failure != null || closed) {
      end(opened);
      if (failure != null) {
        tracker.failed(failure);
      }
      return;
    }
    connection = opened;
    tracker.clock().begin();
    tracker.newEpoch(); // from here on nothing is missed; what was before is not known
    ask(opened);
  }

  /** Takes a push, on a thread of the connection. */
  private void pushed(PushMessage message) {
    if (message.getType().equals(INVALIDATE)) {
      List<Object> content = message.getContent();
      tracker.pushed(keys(content.size() > 1 ? content.get(1) : null));
    }
  }

  private static @Nullable List<byte[]> keys(@Nullable Object pushed) {
    return pushed instanceof List<?> list
        ? list.stream().map(ByteBuffer.class::cast).map(TrackedMaster::copy).toList()
        : null;
  }

  private static byte[] copy(ByteBuffer key) {
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    return bytes;
  }

  private void ask(StatefulRedisConnection<byte[], byte[]> standing) {
    asked = true;
    askedAt = System.nanoTime();
    long began = askedAt;
    long beganOnTicker = tracker.settings().ticker().read();
    // A master that was made a replica still answers, but is told of changes late or never.
    RedisFuture<List<Object>> role = standing.async().role();
    standing.async().time().whenComplete((time, failure) -> {
      if (failure == null) {
        tracker.clock().take(began, time);
      }
      Throwable wrong = failure == null ? whyNoMaster(role) : failure;
      tracker.onThread(() -> answered(standing, beganOnTicker, wrong));
    });
  }

  /** It was asked first, so it has been answered. Null: it is a master. */
  private static @Nullable Throwable whyNoMaster(RedisFuture<List<Object>> role) {
    return role.toCompletableFuture()
        .<@Nullable Throwable>handle((answer, failure) -> {
          if (failure != null) {
            return failure;
          }
          boolean isMaster = !answer.isEmpty()
              && answer.get(0) instanceof byte[] name
              && Arrays.equals(name, MASTER);
          return isMaster ? null : new IllegalStateException("it is a master no more");
        })
        .getNow(new IllegalStateException("it did not say whether it is a master"));
  }

  private void answered(
      StatefulRedisConnection<byte[], byte[]> by, long began, @Nullable Throwable wrong) {
    if (by != connection) {
      return;
    }
    asked = false;
    if (wrong != null) {
      lose(by, wrong);
      return;
    }
    heard = true;
    trustedUntil = began
        + tracker.settings().heartbeat().toNanos()
        + tracker.settings().heartbeatTimeout().toNanos();
    tracker.publish();
    tracker.recovered();
  }

  private void lose(StatefulRedisConnection<byte[], byte[]> broken, Throwable why) {
    if (broken == connection) {
      connection = null;
      heard = false;
      asked = false;
      tracker.publish();
      tracker.failed(why);
      end(broken);
    }
  }

  /** Completes on the tracker's thread when every push that the server sent before the call has been told. */
  CompletableFuture<Void> barrier() {
    StatefulRedisConnection<byte[], byte[]> standing = connection;
    if (standing == null) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("changes are not heard at present"));
    }
    CompletableFuture<Void> passed = new CompletableFuture<>();
    standing
        .async()
        .ping()
        .whenComplete((pong, failure) -> tracker.onThread(() -> {
          if (failure == null) {
            passed.complete(null);
          } else {
            passed.completeExceptionally(failure);
          }
        }));
    return passed;
  }

  void close() {
    closed = true;
    StatefulRedisConnection<byte[], byte[]> standing = connection;
    connection = null;
    heard = false;
    if (standing != null) {
      end(standing);
    }
  }

  private static void end(StatefulRedisConnection<byte[], byte[]> connection) {
    var unused = connection.closeAsync();
  }
}

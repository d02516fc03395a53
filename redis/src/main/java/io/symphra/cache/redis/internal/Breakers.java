package io.symphra.cache.redis.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisCommandExecutionException;
import io.symphra.cache.redis.RedisTierException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers from waiting for a server that does not answer: one circuit breaker for each master.
 *
 * <p>It opens when half of the last commands got no answer: of the last {@value #WINDOW}, and of at least five. Then commands
 * fail at once, but for one that is sent half a second after the last one has failed, to see whether the server is back. An
 * answer is an answer, also one that says no. Thread-safe.
 */
final class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final int WINDOW = 10;
  private static final Duration PAUSE = Duration.ofMillis(500);
  /** Nodes that left a cluster leave their breakers behind; at the bound all begin anew. */
  private static final int MOST = 1_000;

  private final TierSettings settings;
  private final Counters counters;
  private final CircuitBreakerConfig config;
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  Breakers(TierSettings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
    this.config = CircuitBreakerConfig.custom()
        .slidingWindow(WINDOW, WINDOW / 2, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(50)
        .waitDurationInOpenState(PAUSE)
        .permittedNumberOfCallsInHalfOpenState(1)
        // Should the outcome of that one ever get lost, another is sent after this.
        .maxWaitDurationInHalfOpenState(
            settings.commandTimeout().multipliedBy(2).plusSeconds(1))
        .build();
  }

  /**
   * Sends a command unless its server has not answered lately.
   *
   * @param server the master it goes to
   * @throws RedisTierException by the future, if it was not sent
   */
  <T> CompletableFuture<T> guard(String server, Supplier<? extends CompletionStage<T>> command) {
    if (breakers.size() > MOST) {
      breakers.clear();
    }
    CircuitBreaker breaker = breakers.computeIfAbsent(server, this::create);
    if (!breaker.tryAcquirePermission()) {
      counters.notSent.increment();
      return CompletableFuture.failedFuture(new RedisTierException(
          "Redis at %s did not answer lately, and is asked by one caller at a time"
              .formatted(settings.servers()),
          null));
    }
    long began = breaker.getCurrentTimestamp();
    CompletionStage<T> sent;
    try {
      sent = command.get();
    } catch (RuntimeException | Error e) { // it never went out
      breaker.releasePermission();
      throw e;
    }
    return sent.whenComplete((answer, failure) -> {
          long took = breaker.getCurrentTimestamp() - began;
          TimeUnit unit = breaker.getTimestampUnit();
          if (failure == null || isAnswer(Failures.unwrapped(failure))) {
            breaker.onSuccess(took, unit);
          } else if (Failures.unwrapped(failure) instanceof CancellationException) {
            breaker.releasePermission();
          } else {
            breaker.onError(took, unit, Failures.unwrapped(failure));
          }
        })
        .toCompletableFuture();
  }

  private static boolean isAnswer(Throwable failure) {
    return failure instanceof RedisCommandExecutionException;
  }

  private CircuitBreaker create(String server) {
    CircuitBreaker breaker = CircuitBreaker.of(server, config);
    breaker.getEventPublisher().onStateTransition(event -> {
      switch (event.getStateTransition()) {
        case CLOSED_TO_OPEN ->
          LOG.warn(
              "Redis at {}: {} does not answer; until it does, caches go on without it",
              settings.servers(),
              server);
        case HALF_OPEN_TO_CLOSED ->
          LOG.info("Redis at {}: {} answers again", settings.servers(), server);
        default -> LOG.trace("{}", event);
      }
    });
    return breaker;
  }
}

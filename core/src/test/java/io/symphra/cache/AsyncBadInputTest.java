package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not allowed is refused before there is a future, and nothing reaches the executor. */
class AsyncBadInputTest {

  private final ManualExecutor executor = new ManualExecutor();
  private final CacheManager manager = CacheManager.builder().executor(executor).build();
  private final AsyncCache<String, String> async =
      manager.cache("bad", String.class, String.class).build().async();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> nullArguments() {
    FillOptions<String, String> options = FillOptions.ofDefaults();
    Duration minute = Duration.ofMinutes(1);
    String none = nullValue();
    List<String> hole = Arrays.asList("a", none);
    return Stream.of(
        call("key", cache -> cache.get(none)),
        call("key", cache -> cache.get(none, key -> key)),
        call("loader", cache -> cache.get("a", nullValue())),
        call("key", cache -> cache.getIfPresent(none)),
        call("keys", cache -> cache.getAll(nullValue())),
        call("key", cache -> cache.getAll(hole)),
        call("keys", cache -> cache.fill(nullValue(), keys -> Map.of(), options)),
        call("loader", cache -> cache.fill(List.of("a"), nullValue(), options)),
        call("options", cache -> cache.fill(List.of("a"), keys -> Map.of(), nullValue())),
        call("key", cache -> cache.put(none, "v")),
        call("value", cache -> cache.put("a", none)),
        call("key", cache -> cache.put(none, "v", minute)),
        call("value", cache -> cache.put("a", none, minute)),
        call("timeToLive", cache -> cache.put("a", "v", nullValue())),
        call("entries", cache -> cache.putAll(nullValue())),
        call("key", cache -> cache.putAll(Collections.singletonMap(none, "v"))),
        call("value", cache -> cache.putAll(Collections.singletonMap("a", none))),
        call("key", cache -> cache.remove(none)),
        call("key", cache -> cache.update(none, () -> 1)),
        call("write", cache -> {
          WriteCall<String, RuntimeException> write = nullValue();
          return cache.update("a", write);
        }),
        call("write", cache -> {
          WriteAction<RuntimeException> write = nullValue();
          return cache.update("a", write);
        }),
        call("write", cache -> {
          Function<Executor, CompletionStage<String>> write = nullValue();
          return cache.updateAsync("a", write);
        }),
        call("key", cache -> cache.putIfAbsent(none, "v")),
        call("value", cache -> cache.putIfAbsent("a", none)),
        call("key", cache -> cache.getAndPut(none, "v")),
        call("value", cache -> cache.getAndPut("a", none)),
        call("key", cache -> cache.getAndRemove(none)),
        call("key", cache -> cache.replace(none, "v")),
        call("value", cache -> cache.replace("a", none)),
        call("key", cache -> cache.replace(none, "v", "w")),
        call("oldValue", cache -> cache.replace("a", none, "w")),
        call("newValue", cache -> cache.replace("a", "v", none)),
        call("key", cache -> cache.remove(none, "v")),
        call("oldValue", cache -> cache.remove("a", none)),
        call("key", cache -> cache.update(none, current -> current)),
        call("function", cache -> {
          UpdateFunction<String, RuntimeException> function = nullValue();
          return cache.update("a", function);
        }),
        call("key", cache -> cache.invalidate(none)),
        call("keys", cache -> cache.invalidateAll(nullValue())),
        call("key", cache -> cache.invalidateAll(hole)),
        call("glob", cache -> cache.invalidateMatching(none)),
        call("key", cache -> cache.expire(none, minute)),
        call("timeToLive", cache -> cache.expire("a", nullValue())),
        call("key", cache -> cache.expireNow(none)),
        call("glob", cache -> cache.keys(none, 1)),
        call("key", cache -> cache.remainingTimeToLive(none)),
        call("key", cache -> cache.entry(none)));
  }

  private static Arguments call(
      String argument, Function<AsyncCache<String, String>, CompletableFuture<?>> call) {
    return Arguments.of(argument, call);
  }

  @ParameterizedTest
  @MethodSource("nullArguments")
  void nullIsRefusedAtOnce(
      String argument, Function<AsyncCache<String, String>, CompletableFuture<?>> call) {
    assertThatThrownBy(() -> call.apply(async))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': " + argument + " must not be null");
    assertThat(executor.size()).isZero();
  }

  @Test
  void otherBadArgumentsAreRefusedAtOnceToo() {
    assertThatThrownBy(() -> async.keys("*", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'bad': limit must be at least 1, was 0");
    assertThatThrownBy(() -> async.expire("a", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> async.put("a", "v", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(executor.size()).isZero();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}

package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not allowed is refused at the door, with the name of the cache, the option, the value and what is allowed. */
class BadInputTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CacheManager manager = CacheManager.builder().build();

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> bad() {
    return manager.cache("bad", String.class, String.class);
  }

  static Stream<Arguments> badOptions() {
    Class<?> value = IllegalArgumentException.class;
    Class<?> conflict = IllegalStateException.class;
    Class<?> isNull = NullPointerException.class;
    String durations = "from 1 ms to 365 days, was ";
    return Stream.of(
        option(value, "maximumSize must be at least 1, was 0", b -> b.maximumSize(0)),
        option(value, "maximumSize must be at least 1, was -5", b -> b.maximumSize(-5)),
        option(
            value,
            "maximumWeight must be at least 1, was 0",
            b -> b.maximumWeight(0, (key, entry) -> 1)),
        option(value, "serveStale must be " + durations + "PT0S", b -> b.serveStale(Duration.ZERO)),
        option(
            value,
            "serveStale must be " + durations + "PT-1S",
            b -> b.serveStale(Duration.ofSeconds(-1))),
        option(
            value,
            "leaseTimeout must be " + durations + "PT0S",
            b -> b.leaseTimeout(Duration.ZERO)),
        option(
            value,
            "fenceTimeout must be " + durations + "PT8784H",
            b -> b.fenceTimeout(Duration.ofDays(366))),
        option(
            value,
            "expireAfterAccess must be from 1 s to 365 days, was PT0.999S",
            b -> b.expireAfterAccess(Duration.ofMillis(999))),
        option(
            value,
            "expireAfterAccess must be from 1 s to 365 days, was PT8784H",
            b -> b.expireAfterAccess(Duration.ofDays(366))),
        option(
            value,
            "maximumValueSize must be at least 1, was 0",
            b -> b.maximumValueSize(0, String::length)),
        option(isNull, "sizeOf must not be null", b -> b.maximumValueSize(1, nullValue())),
        option(isNull, "expireAfterAccess must not be null", b -> b.expireAfterAccess(nullValue())),
        option(
            conflict,
            "maximumValueSize was already set to 5",
            b -> b.maximumValueSize(5, String::length).maximumValueSize(6, String::length)),
        option(
            conflict,
            "expireAfterAccess was already set to PT1M",
            b -> b.expireAfterAccess(MINUTE).expireAfterAccess(MINUTE)),
        option(isNull, "weigher must not be null", b -> b.maximumWeight(1, nullValue())),
        option(isNull, "timeToLive must not be null", b -> b.timeToLive(nullValue())),
        option(isNull, "negativeCaching must not be null", b -> b.negativeCaching(nullValue())),
        option(
            conflict,
            "negativeCaching was already set to PT1M ±10 %",
            b -> b.negativeCaching(NegativeCaching.of(MINUTE))
                .negativeCaching(NegativeCaching.of(MINUTE))),
        option(isNull, "serveStale must not be null", b -> b.serveStale(nullValue())),
        option(isNull, "loader must not be null", b -> b.loader(nullValue())),
        option(isNull, "writer must not be null", b -> b.writer(nullValue())),
        option(isNull, "writeMode must not be null", b -> b.writeMode(nullValue())),
        option(isNull, "keyCodec must not be null", b -> b.keyCodec(nullValue())),
        option(isNull, "valueCodec must not be null", b -> b.valueCodec(nullValue())),
        option(value, "schemaVersion must be at least 0, was -1", b -> b.schemaVersion(-1)),
        option(
            conflict,
            "schemaVersion was already set to 0",
            b -> b.schemaVersion(0).schemaVersion(1)),
        option(isNull, "version must not be null", b -> b.version(nullValue())),
        option(isNull, "leaseTimeout must not be null", b -> b.leaseTimeout(nullValue())),
        option(isNull, "fenceTimeout must not be null", b -> b.fenceTimeout(nullValue())),
        option(
            conflict, "maximumSize was already set to 5", b -> b.maximumSize(5).maximumSize(6)),
        option(
            conflict,
            "maximumWeight was already set to 5",
            b -> b.maximumWeight(5, (key, entry) -> 1).maximumWeight(6, (key, entry) -> 1)),
        option(
            conflict,
            "serveStale was already set to PT1M",
            b -> b.serveStale(MINUTE).serveStale(MINUTE)),
        option(
            conflict,
            "timeToLive was already set to eternal",
            b -> b.timeToLive(TimeToLive.eternal()).timeToLive(TimeToLive.of(MINUTE))),
        option(
            conflict,
            "maximumWeight and maximumSize exclude each other, and maximumSize was already set to 5",
            b -> b.maximumSize(5).maximumWeight(5, (key, entry) -> 1)),
        option(
            conflict,
            "maximumSize and maximumWeight exclude each other, and maximumWeight was already set to 5",
            b -> b.maximumWeight(5, (key, entry) -> 1).maximumSize(5)),
        option(
            conflict,
            "writeMode WRITE_THROUGH needs a writer, and none was given",
            b -> b.writeMode(WriteMode.WRITE_THROUGH).build()),
        option(
            conflict,
            "the writer's timeout must be below fenceTimeout PT1M, was PT1M",
            b -> b.writer(limited(MINUTE)).fenceTimeout(MINUTE).build()));
  }

  private static Arguments option(
      Class<?> kind, String message, Consumer<CacheBuilder<String, String>> setting) {
    return Arguments.of(message, kind, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOptions")
  void anOptionThatIsNotAllowedIsRefusedAndChangesNothing(
      String message,
      Class<? extends Throwable> kind,
      Consumer<CacheBuilder<String, String>> setting) {
    assertThatThrownBy(() -> setting.accept(bad()))
        .isInstanceOf(kind)
        .hasMessageStartingWith("cache 'bad': ")
        .hasMessageContaining(message);

    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void aRefusedValueLeavesTheOptionUnset() {
    CacheBuilder<String, String> builder = bad();
    assertThatThrownBy(() -> builder.maximumSize(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.maximumWeight(0, (key, value) -> 1))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(builder.maximumSize(3).build().config().maximum()).isEqualTo(3);
  }

  @Test
  void aWriterThatGivesUpInTimeIsAccepted() {
    assertThat(bad()
            .writer(limited(MINUTE.minusMillis(1)))
            .fenceTimeout(MINUTE)
            .build()
            .config()
            .writeMode())
        .isEqualTo(WriteMode.WRITE_THROUGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "{a}", "a:b", "ä", "a\n"})
  void anIllegalNameIsRefused(String name) {
    assertThatThrownBy(() -> manager.cache(name, String.class, String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cache name must be 1 to 200 characters of A-Z, a-z, 0-9, '.', '_' and '-', was '"
                + name
                + "'");
  }

  @Test
  void aNameHasALimitedLength() {
    assertThat(manager.cache("n".repeat(200), String.class, String.class)).isNotNull();
    assertThatThrownBy(() -> manager.cache("n".repeat(201), String.class, String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecondCacheOfOneNameIsRefused() {
    Cache<String, String> first = bad().build();

    assertThatThrownBy(() -> bad().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cache 'bad' exists already: build it once, then use find(\"bad\", ...)");
    String types =
        "cache 'bad' exists with types <java.lang.String, java.lang.String>, and cannot have types"
            + " <java.lang.String, java.lang.Long> too";
    assertThatThrownBy(() -> manager.cache("bad", String.class, Long.class).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(types);
    assertThatThrownBy(() -> manager.find("bad", String.class, Long.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(types);

    assertThat(manager.find("bad", String.class, String.class)).containsSame(first);
  }

  @Test
  void twoInstancesCannotShareACacheOfOneNameWithDifferentTypes() {
    HeapSharedTier tier = HeapSharedTier.create();
    try (CacheManager one = CacheManager.builder().sharedTier(tier.connect()).build();
        CacheManager two = CacheManager.builder().sharedTier(tier.connect()).build()) {
      one.cache("bad", String.class, String.class).build();

      assertThatThrownBy(() -> two.cache("bad", String.class, Long.class).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "cache 'bad' is in the shared tier with types <java.lang.String, java.lang.String>, and cannot have types <java.lang.String, java.lang.Long> too");
      assertThat(two.caches()).isEmpty();
    }
  }

  @Test
  void aKeyTypeWithoutACodecIsRefused() {
    assertThatThrownBy(() -> manager.cache("bad", Object.class, String.class).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "cache 'bad': there is no key codec for java.lang.Object; give one with keyCodec(...)");
    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void nullTypesAndNamesAreRefused() {
    assertThatThrownBy(() -> manager.cache(nullValue(), String.class, String.class))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the cache name must not be null");
    assertThatThrownBy(() -> manager.find(nullValue(), String.class, String.class))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the cache name must not be null");
    Class<String> nothing = nullValue();
    assertThatThrownBy(() -> manager.cache("bad", nothing, String.class))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("type must not be null");
    TypeRef<String> none = nullValue();
    assertThatThrownBy(() -> manager.cache("bad", none, none))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': keyType must not be null");
    assertThatThrownBy(() -> manager.find("bad", TypeRef.of(String.class), none))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': valueType must not be null");
  }

  @Test
  @SuppressWarnings("rawtypes")
  void aTypeRefWithoutATypeIsRefused() {
    assertThatThrownBy(() -> new TypeRef() {})
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new TypeRef<List<String>>() {}");
  }

  @Test
  void aManagerTakesEachOptionOnceAndNoNull() {
    HeapSharedTier tier = HeapSharedTier.create();
    List<ThrowingCallable> twice = List.of(
        () -> CacheManager.builder().ticker(() -> 0).ticker(() -> 0),
        () -> CacheManager.builder().executor(Runnable::run).executor(Runnable::run),
        () -> CacheManager.builder().sharedTier(tier.connect()).sharedTier(tier.connect()));
    assertThat(twice)
        .allSatisfy(call -> assertThatThrownBy(call)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("was already set to"));
    List<ThrowingCallable> nulls = List.of(
        () -> CacheManager.builder().ticker(nullValue()),
        () -> CacheManager.builder().executor(nullValue()),
        () -> CacheManager.builder().sharedTier(nullValue()));
    assertThat(nulls)
        .allSatisfy(call -> assertThatThrownBy(call)
            .isInstanceOf(NullPointerException.class)
            .hasMessageContaining("must not be null; leave it out"));
  }

  static Stream<Arguments> nullArguments() {
    FillOptions<String, String> options = FillOptions.ofDefaults();
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
        call("key", cache -> cache.fill(hole, keys -> Map.of(), options)),
        call("loader", cache -> cache.fill(List.of("a"), nullValue(), options)),
        call("options", cache -> cache.fill(List.of("a"), keys -> Map.of(), nullValue())),
        call("key", cache -> cache.put(none, "v")),
        call("value", cache -> cache.put("a", none)),
        call("entries", cache -> cache.putAll(nullValue())),
        call("key", cache -> cache.putAll(Collections.singletonMap(none, "v"))),
        call("value", cache -> cache.putAll(Collections.singletonMap("a", none))),
        call("key", cache -> cache.remove(none)),
        call("key", cache -> cache.update(none, () -> 1)),
        call("write", cache -> {
          WriteCall<String, RuntimeException> write = nullValue();
          cache.update("a", write);
        }),
        call("write", cache -> {
          WriteAction<RuntimeException> write = nullValue();
          cache.update("a", write);
        }),
        call("keys", cache -> cache.writing(nullValue())),
        call("key", cache -> cache.writing(hole)),
        call("key", cache -> cache.invalidate(none)),
        call("keys", cache -> cache.invalidateAll(nullValue())),
        call("key", cache -> cache.invalidateAll(hole)),
        call("glob", cache -> cache.invalidateMatching(none)),
        call("prefix", cache -> cache.group(none)),
        call("glob", cache -> cache.group("a").invalidateMatching(none)));
  }

  private static Arguments call(String argument, Consumer<Cache<String, String>> call) {
    return Arguments.of(argument, call);
  }

  @ParameterizedTest
  @MethodSource("nullArguments")
  void nullIsRefusedAndChangesNothing(String argument, Consumer<Cache<String, String>> call) {
    Cache<String, String> cache = bad().build();
    cache.put("a", "stands");

    assertThatThrownBy(() -> call.accept(cache))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': " + argument + " must not be null");

    assertThat(cache.getIfPresent("a")).isEqualTo("stands");
    assertThat(cache.stats().invalidations()).isZero();
    assertThat(cache.stats().writeFailures()).isZero();
  }

  @Test
  void aWriteOfNoKeysIsRefused() {
    Cache<String, String> cache = bad().build();

    assertThatThrownBy(() -> cache.writing(Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'bad': keys must not be empty: writing() fences what is written");
  }

  @Test
  void aWriterThatReturnsNullFailsTheWriteAndLeavesTheKeyAbsent() {
    RecordingWriter writer = new RecordingWriter(new HashMap<>());
    writer.answer = nullValue();
    Cache<String, String> cache = bad().writer(writer).build();

    assertThatThrownBy(() -> cache.put("a", "v"))
        .isInstanceOf(CacheWriteException.class)
        .hasMessageContaining("bad")
        .hasRootCauseMessage("the writer returned null; it must say what is stored now");

    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void fillOptionsTakeNoNull() {
    assertThatThrownBy(() -> new FillOptions<String, String>(nullValue(), Optional.empty()))
        .hasMessage("ifPresent");
    assertThatThrownBy(() -> new FillOptions<String, String>(IfPresent.SKIP, nullValue()))
        .hasMessage("timeToLive");
  }

  private static CacheWriter<String, String> limited(Duration timeout) {
    return new CacheWriter<>() {
      @Override
      public WriteResult<String, String> writeAll(Map<String, String> entries) {
        return WriteResult.asGiven();
      }

      @Override
      public void deleteAll(Set<String> keys) {}

      @Override
      public Optional<Duration> timeout() {
        return Optional.of(timeout);
      }
    };
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}

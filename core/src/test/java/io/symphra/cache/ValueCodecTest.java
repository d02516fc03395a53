package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.spi.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shared tier in the heap that keeps bytes. */
class ValueCodecTest {

  private final AtomicLong clock = new AtomicLong();
  private final HeapSharedTier tier =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final CacheManager one = manager();
  private final CacheManager two = manager();
  private final Utf8 codec = new Utf8();
  private final AtomicInteger loads = new AtomicInteger();

  private CacheManager manager() {
    return CacheManager.builder().ticker(clock::get).sharedTier(tier.connect()).build();
  }

  private Cache<String, StringBuilder> cache(CacheManager manager) {
    return manager
        .cache("texts", String.class, StringBuilder.class)
        .valueCodec(codec)
        .loader(CacheLoader.oneByOne(key -> new StringBuilder("loaded " + loads.incrementAndGet())))
        .build();
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void eachInstanceReadsACopyOfItsOwn() {
    Cache<String, StringBuilder> here = cache(one);
    Cache<String, StringBuilder> there = cache(two);
    StringBuilder given = new StringBuilder("value");
    here.put("a", given);
    given.append(" changed afterwards");

    assertThat(here.get("a")).hasToString("value");
    assertThat(there.get("a")).hasToString("value").isNotSameAs(here.get("a"));
  }

  @Test
  void fencesInvalidationsAndPatternsWorkOnBytesToo() {
    Cache<String, StringBuilder> here = cache(one);
    Cache<String, StringBuilder> there = cache(two);
    here.putAll(Map.of("a", new StringBuilder("1"), "b", new StringBuilder("2")));
    try (WriteScope scope = here.writing(Set.of("a"))) {
      assertThat(there.getIfPresent("a")).isNull();
      scope.committed();
    }
    here.invalidateMatching("b*");
    assertThat(there.getAll(List.of("a", "b"))).hasSize(2);
    assertThat(there.fill(List.of("a"), keys -> Map.of(), FillOptions.ofDefaults()))
        .isEqualTo(Map.of("a", FillOutcome.PRESENT));
    there.clear();
    assertThat(here.getIfPresent("a")).isNull();
  }

  @Test
  void whatCannotBeDecodedIsAMissAndTheNextLoadReplacesIt() {
    Cache<String, StringBuilder> here = cache(one);
    here.put("a", new StringBuilder("value"));
    codec.broken = true;
    assertThat(here.getIfPresent("a")).isNull();
    assertThat(here.get("a")).hasToString("loaded 1");
    codec.broken = false;

    assertThat(here.get("a")).hasToString("loaded 1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void whatCannotBeEncodedIsAnsweredAndNobodyWaitsForIt() {
    Cache<String, StringBuilder> here = cache(one);
    Cache<String, StringBuilder> there = cache(two);
    codec.speechless = true;

    assertThat(here.get("a")).hasToString("loaded 1");
    here.put("b", new StringBuilder("value"));
    codec.speechless = false;

    assertThat(there.get("a")).as("no lease is left behind").hasToString("loaded 2");
    assertThat(there.getIfPresent("b")).isNull();
  }

  @Test
  void whatCannotBeEncodedIsCountedAndOneLineAMinuteNamesTheCache() {
    Cache<String, StringBuilder> here = cache(one);
    codec.speechless = true;

    String log = logOf(() -> {
      for (int i = 0; i < 5; i++) {
        here.put("a" + i, new StringBuilder("secret"));
      }
    });
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    String later = logOf(() -> here.put("a", new StringBuilder("secret")));

    String line = "cache 'texts': " + Utf8.class.getName() + " cannot encode a value";
    assertThat(log).containsOnlyOnce(line).doesNotContain("speechless");
    assertThat(later).containsOnlyOnce(line);
    assertThat(tier.stats()).isEqualTo(new HeapSharedTierStats(0, 6));
  }

  @Test
  void whatCannotBeDecodedIsCounted() {
    Cache<String, StringBuilder> here = cache(one);
    here.put("a", new StringBuilder("value"));
    codec.broken = true;

    here.getIfPresent("a");

    assertThat(tier.stats()).isEqualTo(new HeapSharedTierStats(1, 0));
  }

  private static String logOf(Runnable call) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      call.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eitherAllInstancesHaveACodecOrNone() {
    cache(one);

    assertThatThrownBy(
            () -> two.cache("texts", String.class, StringBuilder.class).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'texts': valueCodec must be given by every instance or by none");
  }

  private static final class Utf8 implements ValueCodec<StringBuilder> {

    private boolean broken;
    private boolean speechless;

    @Override
    public byte[] encode(StringBuilder value) {
      if (speechless) {
        throw new IllegalArgumentException("speechless");
      }
      return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public StringBuilder decode(byte[] bytes) {
      if (broken) {
        throw new IllegalArgumentException("broken");
      }
      return new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}

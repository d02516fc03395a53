package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Any key is a key, and a cache sees its own entries only. */
public interface KeyRules extends SharedCacheFixture {

  /** Keys that a store could confuse with its own signs, or with each other. */
  List<String> ODD = List.of(
      "",
      " ",
      "  ",
      "a b",
      "{",
      "}",
      "{}",
      "{a}",
      "a}b",
      "}{",
      ":",
      "a:b",
      ":a",
      "%",
      "%7D",
      "%7d",
      "\\",
      "\\}",
      "\n",
      "\r\n",
      "\t",
      "\u0000",
      "a\u0000",
      "*",
      "?",
      "[a]",
      "é",
      "e\u0301",
      "ß",
      "日本",
      "\uD83D\uDE00",
      "\u007f",
      "null",
      "'",
      "\"",
      "/",
      "#",
      "+",
      "a".repeat(3_000));

  @Test
  default void everyStringIsAKeyOfItsOwn() {
    ODD.forEach(key -> givenValue(key, "value of " + key));

    assertThat(there().cache().get(ODD)).hasSameSizeAs(ODD);
    ODD.forEach(key -> assertThat(value(key)).isEqualTo("value of " + key));
  }

  @Test
  default void everyStringIsAKeyToEveryOperation() {
    for (String key : ODD) {
      assertThat(fill(key, givenLease(key), "filled")).as("fill of '%s'", key).isTrue();
      var fence = givenFence(key);
      assertThat(cache().renew(List.of(key), fence)).as("renew of '%s'", key).containsExactly(key);
      assertThat(release(fence, key, "released")).as("release of '%s'", key).isTrue();
      here().heard().forget();
      there().heard().forget();
      invalidate(key);
      there().cache().awaitChanges();
      assertThat(there().heard().of(key)).as("notice of '%s'", key).isTrue();
      assertThat(value(key)).as("value of '%s'", key).isNull();
    }
  }

  @Test
  default void anInvalidatedKeyTakesNoOtherWithIt() {
    ODD.forEach(key -> givenValue(key, "1"));
    List<String> left = new ArrayList<>(ODD);

    for (String key : ODD) {
      invalidate(key);
      left.remove(key);
      assertThat(there().cache().get(ODD)).as("after '%s'", key).containsOnlyKeys(left);
    }
  }

  @Test
  default void twoCachesOfOneTierDoNotSeeEachOther() {
    SharedCache<String, String> second =
        here().tier().open(Instance.config("second"), new Heard<>());
    givenValue("a", "1");
    var lease = givenLease("b");

    assertThat(second.get(List.of("a", "b"))).isEmpty();
    second.put(Map.of("a", entry("2")));
    second.invalidate(List.of("b"));
    second.clear();
    second.invalidateMatching(new Glob("*"));

    assertThat(value("a")).isEqualTo("1");
    assertThat(fill("b", lease, "3")).isTrue();
  }

  @Test
  default void aCacheDoesNotHearOfAnother() {
    SharedCache<String, String> second =
        there().tier().open(Instance.config("second"), new Heard<>());

    second.put(Map.of("a", entry("2")));
    second.invalidate(List.of("b"));
    second.clear();
    here().cache().awaitChanges();

    assertThat(here().heard().nothing()).as("heard %s", here().heard()).isTrue();
  }

  @Test
  default void cachesWhoseNamesAndKeysRunTogetherStayApart() {
    SharedTier tier = here().tier();
    List<String> names = List.of("a", "a.a", "a-a", "A", "a_a", "aa");
    List<SharedCache<String, String>> caches = new ArrayList<>();
    for (String name : names) {
      SharedCache<String, String> cache = tier.open(Instance.config(name), new Heard<>());
      cache.put(Map.of("a", entry(name), ".a", entry(name), "a.a:a", entry(name)));
      caches.add(cache);
    }
    caches.get(0).clear();

    assertThat(caches.get(0).get(List.of("a", ".a", "a.a:a"))).isEmpty();
    for (int i = 1; i < names.size(); i++) {
      String name = names.get(i);
      assertThat(caches.get(i).get(List.of("a", ".a", "a.a:a")).values())
          .hasSize(3)
          .allSatisfy(entry -> assertThat(entry.value()).isEqualTo(name));
    }
  }

  @Test
  default void aNameThatIsTakenByACacheOfOtherTypesIsRefused() {
    SharedTier tier = here().tier();
    tier.open(Instance.config("books"), new Heard<>());
    SharedCacheConfig<String, Integer> other = new SharedCacheConfig<>(
        "books", String.class, Integer.class, Instance.PLAIN, Optional.empty(), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tier.open(other, new Heard<>()))
        .withMessageContaining("books");
  }

  @Test
  default void patternsAreMatchedAgainstRenderedKeys() {
    KeyCodec<Long> users = new KeyCodec<>() {
      @Override
      public String encode(Long key) {
        return "user:" + key;
      }

      @Override
      public Long decode(String rendered) {
        return Long.valueOf(rendered.substring("user:".length()));
      }
    };
    Heard<Long> heard = new Heard<>();
    SharedCache<Long, String> cache = here()
        .tier()
        .open(
            new SharedCacheConfig<>("users", Long.class, String.class, users, Optional.empty(), 0),
            heard);
    cache.put(Map.of(1L, entry("1"), 2L, entry("2"), 11L, entry("11")));

    cache.invalidateMatching(new Glob("1*"));
    assertThat(cache.get(List.of(1L, 2L, 11L))).hasSize(3);
    heard.forget();
    cache.invalidateMatching(new Glob("user:1*"));

    assertThat(cache.get(List.of(1L, 2L, 11L))).containsOnlyKeys(2L);
    cache.awaitChanges();
    assertThat(heard.of(1L) && heard.of(11L)).as("heard of the keys themselves").isTrue();
  }
}

package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.ValueCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class CodecGuideTest {

  private record Profile(String name, String locale) {}

  private static Profile find(String id) {
    return new Profile("Ada " + id, "en");
  }

  @Test
  void aReleaseWhoseValuesAreOfAnotherForm() {
    HeapSharedTier server = HeapSharedTier.create();
    try (CacheManager before =
            CacheManager.builder().sharedTier(server.connect()).build();
        CacheManager caches =
            CacheManager.builder().sharedTier(server.connect()).build()) {
      Cache<String, Profile> old =
          before.cache("profiles", String.class, Profile.class).build();
      old.put("7", new Profile("Ada 7", ""));
      // region: schema
      Cache<String, Profile> profiles = caches
          .cache("profiles", String.class, Profile.class)
          .schemaVersion(2) // the release before had 1, and no locale
          .loader(CacheLoader.oneByOne(id -> find(id)))
          .build();

      Profile ada =
          profiles.get("7"); // loaded, whatever the release before left in the shared tier
      // end
      assertThat(ada.locale()).isEqualTo("en");
      assertThat(old.getIfPresent("7")).isNull();
    }
  }

  @Test
  void keysOfAnotherType() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: keys
      KeyCodec<Currency> byCode = new KeyCodec<>() {
        @Override
        public String encode(Currency key) {
          return key.getCurrencyCode();
        }

        @Override
        public Currency decode(String rendered) {
          return Currency.getInstance(rendered); // throws IllegalArgumentException for what is none
        }
      };
      Cache<Currency, String> names = caches
          .cache("currencies", Currency.class, String.class)
          .keyCodec(byCode)
          .build();

      names.put(Currency.getInstance("EUR"), "Euro");
      names.put(Currency.getInstance("CHF"), "Swiss franc");
      names.invalidateMatching("E*");
      // end
      assertThat(names.get(Currency.getInstance("EUR"))).isNull();
      assertThat(names.get(Currency.getInstance("CHF"))).isEqualTo("Swiss franc");
    }
  }

  @Test
  void valuesAsBytesOfYourOwn() {
    try (CacheManager caches =
        CacheManager.builder().sharedTier(HeapSharedTier.create().connect()).build()) {
      // region: values
      ValueCodec<Instant> asMillis = new ValueCodec<>() {
        @Override
        public byte[] encode(Instant value) {
          return ByteBuffer.allocate(Long.BYTES).putLong(value.toEpochMilli()).array();
        }

        @Override
        public Instant decode(byte[] bytes) {
          if (bytes.length
              != Long.BYTES) { // untrusted: whoever reaches the server can put anything there
            throw new IllegalArgumentException("8 bytes expected, not " + bytes.length);
          }
          return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
        }
      };
      Cache<String, Instant> logins = caches
          .cache("logins", String.class, Instant.class)
          .valueCodec(asMillis)
          .build();
      // end
      Instant login = Instant.ofEpochMilli(1_234_567);
      logins.put("ada", login);
      assertThat(logins.get("ada")).isEqualTo(login);
    }
  }
}

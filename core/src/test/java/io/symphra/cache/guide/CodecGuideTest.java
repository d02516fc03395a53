package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.HeapSharedTier;
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
}

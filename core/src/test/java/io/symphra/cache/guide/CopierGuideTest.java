package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheManager;
import io.symphra.cache.TypeRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopierGuideTest {

  @Test
  void copiesAndWalks() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: copier
      Cache<String, List<String>> baskets = caches
          .cache("baskets", TypeRef.of(String.class), new TypeRef<List<String>>() {})
          .copier(ArrayList::new)
          .build();

      baskets.put("anna", List.of("lamp"));
      List<String> mine = baskets.get("anna");
      mine.add("chair"); // changes this copy alone
      // end
      assertThat(baskets.get("anna")).containsExactly("lamp");

      // region: entries
      for (CacheEntry<String, List<String>> entry : baskets.entries(1_000)) {
        System.out.println(entry.key() + " has " + entry.value() + " since " + entry.age());
      }
      // end
    }
  }
}

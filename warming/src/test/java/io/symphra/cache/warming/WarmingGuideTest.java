package io.symphra.cache.warming;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.IfPresent;
import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The code of docs/warming.md, run. */
class WarmingGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  record Product(long id, String name) {}

  /** The application's own access to its database, as the guide takes it for granted. */
  private static final class Catalogue {

    private final Map<Long, Product> rows = IntStream.rangeClosed(1, 2_000)
        .mapToObj(id -> new Product(id, "product " + id))
        .collect(toMap(Product::id, product -> product));

    Map<Long, Product> find(Collection<Long> ids) {
      return ids.stream().filter(rows::containsKey).collect(toMap(id -> id, rows::get));
    }

    Stream<Product> stream(String query) {
      assertThat(query).startsWith("select ");
      return rows.values().stream();
    }

    Stream<Long> ids() {
      return rows.keySet().stream();
    }

    Map<Long, Product> bestsellers() {
      return find(List.of(1L, 2L, 3L));
    }
  }

  private final Catalogue catalogue = new Catalogue();
  private final List<Long> topSellers = List.of(101L, 102L, 103L);
  private final List<String> display = new ArrayList<>();

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Long, Product> products = caches
      .cache("products", Long.class, Product.class)
      .loader(catalogue::find)
      .build();

  @Test
  void first() {
    WarmingReport report =
        Warmer.of(products).batchSize(500).warmUp(WarmingSource.keys(topSellers));

    assertThat(report.loaded()).isEqualTo(3);
    assertThat(products.getIfPresent(101L)).isNotNull();
  }

  @Test
  void rows() {
    WarmingSource<Long, Product> source =
        WarmingSource.values(() -> catalogue.stream("select id, name from product"), Product::id);

    assertThat(Warmer.of(products).warmUp(source).loaded()).isEqualTo(2_000);
  }

  @Test
  void sources() {
    WarmingSource<Long, Product> known = WarmingSource.map(Map.of(1L, new Product(1, "kettle")));
    WarmingSource<Long, Product> loaded = WarmingSource.supplier(catalogue::bestsellers);
    WarmingSource<Long, Product> byLoader = WarmingSource.keys(topSellers, catalogue::find);
    WarmingSource<Long, Product> scanned =
        WarmingSource.keys(catalogue::ids, catalogue::find).expecting(2_000);

    assertThat(Stream.of(known, loaded, byLoader, scanned))
        .map(source -> Warmer.of(products).warmUp(source).loaded())
        .containsExactly(1L, 2L, 3L, 1_994L);
  }

  @Test
  void settings() {
    Warmer<Long, Product> warmer = Warmer.of(products)
        .batchSize(1_000)
        .concurrency(2)
        .timeToLive(TimeToLive.of(Duration.ofHours(6)))
        .ifPresent(IfPresent.OVERWRITE)
        .retry(new WarmingRetry(5, Duration.ofSeconds(1), Duration.ofSeconds(30)));

    assertThat(warmer.warmUp(WarmingSource.keys(catalogue::ids)).loaded()).isEqualTo(2_000);
  }

  @Test
  void inTheBackground() throws Exception {
    WarmingJob job = Warmer.of(products)
        .listener(WarmingListener.progress(now -> display.add(now.done() + " done")))
        .start(WarmingSource.keys(catalogue::ids));

    WarmingReport report = job.await(Duration.ofMinutes(1)).orElseThrow(TimeoutException::new);

    assertThat(report.loaded()).isEqualTo(2_000);
    assertThat(display).hasSize(4).endsWith("2000 done");
  }

  @Test
  void failures() {
    WarmingReport report = Warmer.of(products).warmUp(WarmingSource.keys(topSellers));
    if (report.state() != WarmingState.COMPLETED || report.successRate() < 0.99) {
      throw new IllegalStateException(report.toString());
    }

    assertThat(report.toString()).contains("3 of 3 keys", "3 loaded");
  }

  @Test
  void everyBlockOfTheGuideIsCodeOfThisTest() throws IOException {
    String guide = Files.readString(Path.of("../docs/warming.md"));
    String test = withoutSpace(
        Files.readString(Path.of("src/test/java/io/symphra/cache/warming/WarmingGuideTest.java")));

    List<String> blocks =
        BLOCK.matcher(guide).results().map(block -> block.group(1)).toList();

    assertThat(blocks)
        .hasSize(6)
        .allSatisfy(block -> assertThat(test).contains(withoutSpace(block)));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}

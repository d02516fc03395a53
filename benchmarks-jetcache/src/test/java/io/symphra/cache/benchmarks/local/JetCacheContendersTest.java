package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.contest.CacheState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The suite knows these contenders by name only. */
class JetCacheContendersTest {

  @Test
  void theBenchmarksThatTheSuiteNamesAreHere() {
    Set<String> here = BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(entry -> entry.getUsername())
        .collect(Collectors.toSet());

    assertThat(Comparison.all())
        .extracting(Comparison::theirs)
        .filteredOn(contender -> contender.libraries() == Libraries.JETCACHE)
        .hasSize(2)
        .allSatisfy(contender -> assertThat(here).contains(contender.jmhName()));
  }

  @Test
  void theCacheThatTheSuiteNamesIsHere() throws ReflectiveOperationException {
    List<Holder> holders = HeapSuite.holders().stream()
        .filter(holder -> holder.libraries() == Libraries.JETCACHE)
        .toList();

    assertThat(holders).hasSize(1);
    assertThat(Class.forName(holders.get(0).state())
            .asSubclass(CacheState.class)
            .getConstructor(int.class))
        .isNotNull();
  }
}

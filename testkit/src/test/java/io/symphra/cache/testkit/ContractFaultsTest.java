package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.testkit.internal.ConcurrencyRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each rule of the protocol that a tier leaves out turns the contract red. */
class ContractFaultsTest {

  private static volatile Fault fault = Fault.NONE;

  /** Run by the launcher only: its name keeps it from being found. */
  static class OfAStoreWithAFault extends SharedCacheContract {

    private final FakeTicker ticker = new FakeTicker();
    private final SpecStore store = new SpecStore(fault, ticker);

    @Override
    public SharedTier connect() {
      return store.connect();
    }

    @Override
    public void advance(Duration time) {
      ticker.advance(time);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theContractFindsTheFault(Fault one) {
    fault = one;

    List<String> failed = failures();

    if (one == Fault.NONE) {
      assertThat(failed).isEmpty();
    } else {
      assertThat(failed).as("tests that failed").isNotEmpty();
    }
  }

  private static List<String> failures() {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(OfAStoreWithAFault.class))
        .filters(
            fault.needsThreads()
                ? TagFilter.includeTags(ConcurrencyRules.MEETING)
                : TagFilter.excludeTags(ConcurrencyRules.MEETING))
        .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    assertThat(summary.getSummary().getTestsFoundCount()).isPositive();
    return summary.getSummary().getFailures().stream()
        .map(f ->
            f.getTestIdentifier().getDisplayName() + ": " + f.getException().getMessage())
        .toList();
  }
}

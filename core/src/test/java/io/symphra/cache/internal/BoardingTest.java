package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symphra.cache.internal.CoherentLocalTier.DropLocal;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is left of a step when the user's part of it throws in the middle. */
class BoardingTest {

  private final SingleFlight<String, Long> flights = new SingleFlight<>();

  private static final class Broken implements KeyGate<String> {

    @Override
    public Collection<String> reject(Collection<String> keys) {
      return List.of();
    }

    @Override
    public boolean remembers(String key, boolean admitted) {
      return true;
    }

    @Override
    public void join(String key) {
      throw new IllegalStateException("a key codec failed");
    }

    @Override
    public void close() {}
  }

  @Test
  void noFlightStaysWhenASeatCannotBeTaken() {
    assertThatIllegalStateException()
        .isThrownBy(() -> flights.boardAll(List.of("a", "b", "c"), key -> {
          if (key.equals("c")) {
            throw new IllegalStateException("equals failed");
          }
          return flights.boardIfFree(key);
        }));

    assertThat(flights.keys()).isEmpty();
  }

  @Test
  void theFlightsOfOthersStay() {
    Flight<Long> other = flights.board("a", false).flight();

    assertThatIllegalStateException()
        .isThrownBy(() -> flights.boardAll(List.of("b", "a"), key -> {
          if (key.equals("a")) {
            throw new IllegalStateException("equals failed");
          }
          return flights.boardIfFree(key);
        }));

    assertThat(flights.underWay("a")).isSameAs(other);
    assertThat(flights.underWay("b")).isNull();
  }

  @Test
  void aChangeDropsTheEntryWhateverTheGateDoes() {
    EntryStore<String, Long> store =
        new EntryStore<>(EntryPolicy.ofSize(10), () -> 0, Runnable::run, (key, cause) -> {});
    store.put(
        "a",
        new StoredEntry<>(
            1L, 0, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, OptionalLong.empty()),
        0);
    DropLocal<String, Long> changes = new DropLocal<>(store, flights, new Broken());

    assertThatIllegalStateException().isThrownBy(() -> changes.changed("a"));

    assertThat(store.peek("a")).isNull();
  }
}

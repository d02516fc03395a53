package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DebtsTest {

  private final AtomicLong clock = new AtomicLong();
  private final Debts<String> debts = new Debts<>(clock::get);

  @Test
  void whatBeganLaterPays() {
    debts.owe(Set.of("a", "b"), debts.ticket());

    debts.told(Set.of("a"), debts.ticket());

    assertThat(debts.owed()).containsExactly("b");
    debts.told(Set.of("b"), debts.ticket());
    assertThat(debts.isEmpty()).isTrue();
  }

  @Test
  void whatBeganBeforeTheDebtDoesNotPayIt() {
    long early = debts.ticket();
    debts.owe(Set.of("a"), debts.ticket());

    debts.told(Set.of("a"), early);
    assertThat(debts.owed()).containsExactly("a");

    debts.oweEverything(debts.ticket());
    debts.toldEverything(early);
    assertThat(debts.isEverythingOwed()).isTrue();
  }

  @Test
  void tooManyKeysAreEverything() {
    debts.owe(keys(Debts.MOST_KEYS), debts.ticket());
    assertThat(debts.isEverythingOwed()).isFalse();
    assertThat(debts.size()).isEqualTo(Debts.MOST_KEYS);

    debts.owe(Set.of("one more"), debts.ticket());

    assertThat(debts.isEverythingOwed()).isTrue();
    assertThat(debts.size()).isZero();
    debts.toldEverything(debts.ticket());
    assertThat(debts.isEmpty()).isTrue();
  }

  @Test
  void whatIsOwedAfterEverythingIsPartOfIt() {
    debts.oweEverything(debts.ticket());
    long clear = debts.ticket();
    debts.owe(Set.of("a"), debts.ticket());

    debts.toldEverything(clear);

    assertThat(debts.isEmpty()).as("a was let go after that clear had begun").isFalse();
  }

  @Test
  void aMinuteIsRemembered() {
    debts.told(Set.of("old"), debts.ticket());
    clock.addAndGet(Debts.RECENT.toNanos() / 2 + 1);
    debts.told(Set.of("new"), debts.ticket());
    assertThat(debts.owedAndRecent()).containsExactly("old", "new");

    clock.addAndGet(Debts.RECENT.toNanos() / 2);

    assertThat(debts.owedAndRecent()).containsExactly("new");
  }

  @Test
  void aKeyThatIsToldAgainIsAsYoungAsItsLastTime() {
    debts.told(List.of("a", "b"), debts.ticket());
    clock.addAndGet(Debts.RECENT.toNanos());
    debts.told(List.of("a"), debts.ticket());
    clock.addAndGet(1);

    assertThat(debts.owedAndRecent()).containsExactly("a");
  }

  @Test
  void ofTooManyRecentKeysTheOldestAreForgotten() {
    debts.told(keys(Debts.MOST_KEYS), debts.ticket());
    debts.told(Set.of("one more"), debts.ticket());

    assertThat(debts.owedAndRecent())
        .hasSize(Debts.MOST_KEYS)
        .doesNotContain("0")
        .contains("one more");
    assertThat(debts.isEmpty()).as("they were told").isTrue();
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}

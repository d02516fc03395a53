package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws steps that often meet each other's leases, fences and values. */
final class RandomSteps {

  static final List<String> KEYS = List.of("a", "b", "c");

  private final Random random;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<String> keys;
  private final int versions;
  private final List<Long> asked = new ArrayList<>();
  private final List<Long> fenced = new ArrayList<>();

  RandomSteps(long seed) {
    random = new Random(seed);
    for (Kind kind : Kind.values()) {
      kinds.addAll(Collections.nCopies(kind.often * random.nextInt(4), kind));
    }
    kinds.add(Kind.ASK);
    keys = KEYS.subList(0, 1 + random.nextInt(KEYS.size()));
    versions = random.nextInt(3);
  }

  /** How often an operation is drawn; each walk leaves some out, so that others meet more often. */
  private enum Kind {
    GET(1),
    ASK(3),
    END(3),
    DROP(1),
    UPGRADE(2),
    PUT(1),
    FENCE(2),
    RENEW(1),
    RELEASE(2),
    EXPIRE(1),
    INVALIDATE(1),
    SWEEP(1);

    private final int often;

    Kind(int often) {
      this.often = often;
    }
  }

  List<Step> draw(int length) {
    List<Step> steps = new ArrayList<>();
    for (int number = 1; number <= length; number++) {
      int ticks = random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0;
      Operation operation = operation(number);
      boolean everything = operation instanceof Operation.Invalidate i
          && i.way() == Operation.Invalidate.Way.EVERYTHING;
      steps.add(new Step(ticks, operation, everything ? keys : someKeys()));
    }
    return steps;
  }

  /** An operation on one key that takes no notice of time, for threads that meet. */
  Operation timeless(long number) {
    Duration ages = Duration.ofMinutes(10);
    return switch (random.nextInt(11)) {
      case 0 -> new Operation.Get();
      case 1, 2 -> ask(number, ages, null);
      case 3 -> new Operation.End(recent(asked), entry(number, 3000));
      case 4 -> new Operation.Put(entry(number, 3000));
      case 5 -> fence(number, ages);
      case 6 ->
        new Operation.Release(recent(fenced), random.nextInt(4) == 0 ? null : entry(number, 3000));
      case 7 -> new Operation.Expire(ages);
      case 8 -> new Operation.Drop(recent(asked));
      case 9 -> upgrade(number, ages);
      default -> new Operation.Invalidate(Operation.Invalidate.Way.KEYS);
    };
  }

  private Operation operation(long number) {
    return switch (kinds.get(random.nextInt(kinds.size()))) {
      case GET -> new Operation.Get();
      case ASK -> ask(number, someTime(), olderThan());
      case END ->
        new Operation.End(recent(asked), random.nextInt(5) == 0 ? null : someEntry(number));
      case DROP -> new Operation.Drop(recent(asked));
      case UPGRADE -> upgrade(number, someTime());
      case PUT -> new Operation.Put(someEntry(number));
      case FENCE -> fence(number, someTime());
      case RENEW -> new Operation.Renew(recent(fenced), someTime());
      case RELEASE ->
        new Operation.Release(recent(fenced), random.nextInt(3) == 0 ? null : someEntry(number));
      case EXPIRE -> new Operation.Expire(someTime());
      case INVALIDATE -> new Operation.Invalidate(Operation.Invalidate.Way.KEYS);
      case SWEEP ->
        new Operation.Invalidate(
            random.nextBoolean()
                ? Operation.Invalidate.Way.PATTERN
                : Operation.Invalidate.Way.EVERYTHING);
    };
  }

  private Duration someTime() {
    return Step.almost(1 + random.nextInt(5));
  }

  private StoredEntry<String> someEntry(long number) {
    return entry(number, 1 + random.nextInt(4));
  }

  private Operation ask(long number, Duration timeout, @Nullable Duration olderThan) {
    asked.add(number);
    return new Operation.Ask(number, timeout, olderThan);
  }

  private Operation fence(long number, Duration timeout) {
    fenced.add(number);
    return new Operation.Fence(number, timeout);
  }

  private Operation upgrade(long number, Duration timeout) {
    fenced.add(number);
    return new Operation.Upgrade(recent(asked), number, timeout);
  }

  private @Nullable Duration olderThan() {
    return random.nextBoolean() ? null : Step.almost(random.nextInt(4));
  }

  /** Mostly the last one, sometimes an earlier one, sometimes one that never was. */
  private long recent(List<Long> numbers) {
    if (numbers.isEmpty() || random.nextInt(12) == 0) {
      return -1;
    }
    int back = Math.min(numbers.size(), 1 + random.nextInt(1 + random.nextInt(4)));
    return numbers.get(numbers.size() - back);
  }

  private StoredEntry<String> entry(long number, int ticks) {
    OptionalLong version =
        random.nextInt(2) < versions ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
    return new StoredEntry<>(
        random.nextInt(6) == 0 ? null : "v" + number,
        random.nextInt(),
        Step.almost(ticks),
        Step.TICK.multipliedBy(random.nextInt(4)),
        Duration.ofMillis(random.nextInt(50)),
        version);
  }

  private List<String> someKeys() {
    List<String> some = new ArrayList<>(keys);
    some.removeIf(key -> random.nextBoolean());
    return some.isEmpty() ? List.of("a") : List.copyOf(some);
  }
}

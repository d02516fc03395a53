package io.symphra.cache.testkit.internal;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.testkit.internal.ProtocolSpec.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a shared cache: what the specification makes of it, and how a tier is asked to do it.
 *
 * <p>Leases are named by the number of the request for them.
 */
sealed interface Operation {

  /** What the specification says for one key. */
  Outcome<String> on(ProtocolSpec<String> spec, long now);

  /** Lets a tier do it, and gives what the tier says for each key. */
  Map<String, Answer<String>> run(
      SharedCache<String, String> cache, List<String> keys, Leases leases);

  /** Reads. */
  record Get() implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.get();
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Map<String, StoredEntry<String>> found = cache.get(keys);
      return each(keys, key -> Answer.found(found.get(key)));
    }
  }

  /** Asks for a lease; with {@code olderThan} an entry created that long ago or longer may be refreshed. */
  record Ask(long number, Duration timeout, @Nullable Duration olderThan) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.lease(now, number, timeout.toMillis(), staleAt(now));
    }

    private @Nullable Long staleAt(long now) {
      return olderThan == null ? null : (Long) (now - olderThan.toMillis());
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Map<String, LeaseAnswer<String>> answers = cache.lease(keys, timeout, staleAt(cache.now()));
      Map<String, Answer<String>> read = new HashMap<>();
      answers.forEach((key, answer) -> read.put(key, read(key, answer, leases)));
      return read;
    }

    private Answer<String> read(String key, LeaseAnswer<String> answer, Leases leases) {
      if (answer instanceof LeaseAnswer.Granted<String> granted) {
        leases.granted(number, key, granted.lease());
        return Answer.of(Answer.Kind.GRANTED);
      }
      if (answer instanceof LeaseAnswer.Present<String> present) {
        return Answer.found(present.entry());
      }
      return Answer.of(
          answer instanceof LeaseAnswer.Wait<String> ? Answer.Kind.WAIT : Answer.Kind.FENCED);
    }
  }

  /** Fills under the lease of an earlier request. */
  record End(long number, @Nullable StoredEntry<String> entry) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.fill(now, number, entry);
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> stored = cache.fill(keys.stream()
          .collect(toMap(identity(), key -> new Fill<>(leases.of(number, key), entry))));
      return each(keys, key -> Answer.accepted(stored.contains(key)));
    }
  }

  /** Deletes the value under the lease of an earlier request. */
  record Drop(long number) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.drop(number);
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> dropped = cache.fill(keys.stream()
          .collect(toMap(identity(), key -> Fill.dropping(leases.of(number, key)))));
      return each(keys, key -> Answer.accepted(dropped.contains(key)));
    }
  }

  /** Turns the lease of an earlier request into a fence. */
  record Upgrade(long number, long token, Duration timeout) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.upgrade(now, number, token, timeout.toMillis());
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> raised = cache.upgrade(
          keys.stream().collect(toMap(identity(), key -> leases.of(number, key))),
          new io.symphra.cache.spi.Fence(token, timeout));
      return each(keys, key -> Answer.accepted(raised.contains(key)));
    }
  }

  /** Stores what no load produced. */
  record Put(StoredEntry<String> entry) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.put(now, entry);
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> stored = cache.put(keys.stream().collect(toMap(identity(), key -> entry)));
      return each(keys, key -> Answer.accepted(stored.contains(key)));
    }
  }

  /** Raises a fence. */
  record Fence(long token, Duration timeout) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.fence(now, token, timeout.toMillis());
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      cache.fence(keys, new io.symphra.cache.spi.Fence(token, timeout));
      return each(keys, key -> Answer.of(Answer.Kind.DONE));
    }
  }

  /** Renews a fence. */
  record Renew(long token, Duration timeout) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.renew(now, token, timeout.toMillis());
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> stood = cache.renew(keys, new io.symphra.cache.spi.Fence(token, timeout));
      return each(keys, key -> Answer.accepted(stood.contains(key)));
    }
  }

  /** Lowers a fence. */
  record Release(long token, @Nullable StoredEntry<String> entry) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.release(now, token, entry);
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Map<String, @Nullable StoredEntry<String>> entries = new HashMap<>();
      keys.forEach(key -> entries.put(key, entry));
      Set<String> set =
          cache.release(new io.symphra.cache.spi.Fence(token, Duration.ofMinutes(1)), entries);
      return each(keys, key -> Answer.accepted(set.contains(key)));
    }
  }

  /** Invalidates, by one of the three ways. */
  record Invalidate(Way way) implements Operation {
    enum Way {
      KEYS,
      PATTERN,
      EVERYTHING
    }

    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return way == Way.KEYS ? spec.invalidate() : spec.sweep();
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      switch (way) {
        case KEYS -> cache.invalidate(keys);
        case PATTERN -> cache.invalidateMatching(pattern(keys));
        case EVERYTHING -> cache.clear();
      }
      return each(keys, key -> Answer.of(Answer.Kind.DONE));
    }

    /** Keys of a run differ in the last character only. */
    private static Glob pattern(List<String> keys) {
      StringBuilder last = new StringBuilder("[");
      keys.forEach(key -> last.append(key.charAt(key.length() - 1)));
      String first = keys.get(0);
      return Glob.under(
          first.substring(0, first.length() - 1), new Glob(last.append(']').toString()));
    }
  }

  /** Gives what stands a new time to be fresh. */
  record Expire(Duration freshFor) implements Operation {
    @Override
    public Outcome<String> on(ProtocolSpec<String> spec, long now) {
      return spec.expire(now, freshFor);
    }

    @Override
    public Map<String, Answer<String>> run(
        SharedCache<String, String> cache, List<String> keys, Leases leases) {
      Set<String> stood = cache.expire(keys.stream().collect(toMap(identity(), key -> freshFor)));
      return each(keys, key -> Answer.accepted(stood.contains(key)));
    }
  }

  private static Map<String, Answer<String>> each(
      List<String> keys, Function<String, Answer<String>> answer) {
    return keys.stream().collect(toMap(identity(), answer));
  }
}

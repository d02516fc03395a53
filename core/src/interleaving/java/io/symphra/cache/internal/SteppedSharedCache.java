package io.symphra.cache.internal;

import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real in-heap protocol, with a point to pause before and after each step of a reader. */
final class SteppedSharedCache implements SharedCache<String, Long> {

  private final SharedCache<String, Long> real;
  private final Mutation mutation;
  private final LongConsumer tokens;
  private final Runnable waitingTooLong;
  private final boolean fine;

  /**
   * Wraps the protocol.
   *
   * @param tokens hears of each token, on the thread of the actor that got or made it
   * @param waitingTooLong runs when a reader is told to wait, after which it must not wait
   * @param fine whether writers and those who let go pause too
   */
  SteppedSharedCache(
      SharedCache<String, Long> real,
      Mutation mutation,
      LongConsumer tokens,
      Runnable waitingTooLong,
      boolean fine) {
    this.real = real;
    this.mutation = mutation;
    this.tokens = tokens;
    this.waitingTooLong = waitingTooLong;
    this.fine = fine;
  }

  @Override
  public Map<String, StoredEntry<Long>> get(Collection<String> keys) {
    Actor.pauseCurrent("get");
    Map<String, StoredEntry<Long>> found = real.get(keys);
    found.values().forEach(entry -> Actor.pauseCurrent("hit " + entry.value()));
    return found;
  }

  @Override
  public Map<String, LeaseAnswer<Long>> lease(
      Collection<String> keys, Duration timeout, @Nullable Long staleAt) {
    Actor.pauseCurrent("lease");
    Map<String, LeaseAnswer<Long>> answers = real.lease(keys, timeout, staleAt);
    answers.values().forEach(answer -> {
      if (answer instanceof LeaseAnswer.Granted<Long> granted) {
        tokens.accept(granted.lease().token());
      } else if (answer instanceof LeaseAnswer.Present<Long> present) {
        Actor.pauseCurrent("hit " + present.entry().value());
      } else if (answer instanceof LeaseAnswer.Wait<Long>) {
        if (InterleavedWriter.currentVerb().isEmpty()) { // a verb asks again
          waitingTooLong.run();
        }
      }
    });
    return answers;
  }

  @Override
  public Set<String> fill(Map<String, Fill<Long>> fills) {
    Set<String> accepted = real.fill(fills);
    if (!accepted.isEmpty() && !values(fills).isEmpty()) {
      InterleavedWriter.currentVerb().ifPresent(InterleavedWriter::filled);
    }
    Actor.pauseCurrent(
        "landing " + values(fills) + (accepted.isEmpty() ? " refused" : " accepted"));
    return accepted;
  }

  private static List<Long> values(Map<String, Fill<Long>> fills) {
    return fills.values().stream()
        .map(Fill::entry)
        .flatMap(Stream::ofNullable)
        .map(StoredEntry::value)
        .toList();
  }

  @Override
  public void fence(Collection<String> keys, Fence fence) {
    pauseIfFine("fence");
    tokens.accept(fence.token());
    if (mutation != Mutation.NO_FENCE) {
      real.fence(keys, fence);
    }
  }

  @Override
  public Set<String> upgrade(Map<String, Lease> leases, Fence fence) {
    tokens.accept(fence.token());
    Set<String> raised = real.upgrade(leases, fence);
    if (!raised.isEmpty()) {
      InterleavedWriter.currentVerb().ifPresent(InterleavedWriter::upgraded);
    }
    return raised;
  }

  @Override
  public long now() {
    return real.now();
  }

  @Override
  public Coherence coherence() {
    return real.coherence();
  }

  @Override
  public Set<String> put(Map<String, StoredEntry<Long>> entries) {
    return real.put(entries);
  }

  @Override
  public Set<String> renew(Collection<String> keys, Fence fence) {
    return real.renew(keys, fence);
  }

  @Override
  public Set<String> release(Fence fence, Map<String, @Nullable StoredEntry<Long>> entries) {
    Set<String> set = real.release(fence, entries);
    pauseIfFine("released");
    return set;
  }

  @Override
  public void invalidate(Collection<String> keys) {
    pauseIfFine("invalidating");
    real.invalidate(keys);
    pauseIfFine("invalidated");
  }

  @Override
  public void invalidateMatching(Glob glob) {
    real.invalidateMatching(glob);
  }

  @Override
  public void clear() {
    pauseIfFine("clearing");
    real.clear();
    pauseIfFine("cleared");
  }

  @Override
  public Set<String> expire(Map<String, Duration> freshFor) {
    return real.expire(freshFor);
  }

  @Override
  public Set<String> scan(Glob glob, int limit) {
    return real.scan(glob, limit);
  }

  @Override
  public void awaitChanges() {
    real.awaitChanges();
  }

  @Override
  public void close() {
    pauseIfFine("closing");
    real.close();
    pauseIfFine("connection closed");
  }

  private void pauseIfFine(String position) {
    if (fine) {
      Actor.pauseCurrent(position);
    }
  }
}

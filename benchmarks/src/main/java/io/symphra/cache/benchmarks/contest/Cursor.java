package io.symphra.cache.benchmarks.contest;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a thread stands in the demand. Each thread begins somewhere else. */
@State(Scope.Thread)
public class Cursor {

  private final Long[] requests = Demand.requests();
  private final List<List<Long>> batches = Demand.batchesOfRequests();
  private int next = ThreadLocalRandom.current().nextInt(Demand.REQUESTS);
  private long unseen = Demand.KEYS;

  /** The next key that is in the cache. */
  public Long next() {
    return requests[next++ & (Demand.REQUESTS - 1)];
  }

  /** The next hundred keys that are in the cache. */
  public List<Long> nextBatch() {
    return batches.get(next++ & (batches.size() - 1));
  }

  /** A key that nobody asked for before, if one thread asks. */
  public Long nextUnseen() {
    return unseen++;
  }
}

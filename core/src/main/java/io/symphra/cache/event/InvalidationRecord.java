package io.symphra.cache.event;

import java.time.Instant;
import java.util.List;

/**
 * An invalidation by this instance, as its history keeps it. Immutable.
 *
 * @param time when it was done, by the system clock
 * @param call by which call
 * @param what of keys the first five as the key codec renders them, each cut after 200 characters; of a pattern the glob;
 *     of a group its prefix and the glob below it; of everything nothing
 * @param count how many keys were named; of a pattern, a group and everything about how many entries the local tier let
 *     go
 * @param complete whether the shared tier could be told; if not it may still answer the old values, and the caller got an
 *     exception
 */
public record InvalidationRecord(
    Instant time, InvalidationCall call, List<String> what, long count, boolean complete) {

  /** A record with a list of its own. */
  public InvalidationRecord {
    what = List.copyOf(what);
  }
}

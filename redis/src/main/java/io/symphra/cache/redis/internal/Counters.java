package io.symphra.cache.redis.internal;

import java.util.concurrent.atomic.LongAdder;

/** What happened to entries of one tier. Thread-safe. */
public final class Counters {

  final LongAdder undecodable = new LongAdder();
  final LongAdder otherSchema = new LongAdder();
  final LongAdder notEncodable = new LongAdder();
  final LongAdder tooLarge = new LongAdder();
  final LongAdder refusedByFullServer = new LongAdder();
  final LongAdder notSent = new LongAdder();

  /** Counters at zero. */
  public Counters() {}

  /** Entries that were read and are none of this format and codec, or broken. */
  public long undecodable() {
    return undecodable.sum();
  }

  /** Entries that were read and carry another schema version. */
  public long otherSchema() {
    return otherSchema.sum();
  }

  /** Values that their codec could not encode. */
  public long notEncodable() {
    return notEncodable.sum();
  }

  /** Values above the maximum size. */
  public long tooLarge() {
    return tooLarge.sum();
  }

  /** Entries that the server had no room for. */
  public long refusedByFullServer() {
    return refusedByFullServer.sum();
  }

  /** Commands that were not sent, because the server had not answered lately. */
  public long notSent() {
    return notSent.sum();
  }
}

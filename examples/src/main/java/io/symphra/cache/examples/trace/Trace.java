package io.symphra.cache.examples.trace;

import java.util.List;
import java.util.Optional;

/**
 * Recorded requests for keys, in their order.
 *
 * <p>Its first half is the history that a restart looks back on, its second half the traffic that comes after it.
 * Immutable.
 */
public final class Trace {

  private final String name;
  private final List<String> keys;
  private final int[] requests;
  private final Optional<String> remark;

  Trace(String name, List<String> keys, int[] requests, Optional<String> remark) {
    this.name = name;
    this.keys = List.copyOf(keys);
    this.requests = requests;
    this.remark = remark;
  }

  /** Where it comes from. */
  public String name() {
    return name;
  }

  /** What the reader left out, if anything. */
  public Optional<String> remark() {
    return remark;
  }

  /** Every key that occurs, once, in the order of the first requests. */
  public List<String> keys() {
    return keys;
  }

  /** How many requests there are. */
  public int size() {
    return requests.length;
  }

  /** The first half; the smaller one if the number of requests is odd. */
  public Requests history() {
    return new Requests(this, 0, requests.length / 2);
  }

  /** The second half. */
  public Requests traffic() {
    return new Requests(this, requests.length / 2, requests.length);
  }

  /** The place of a request's key in {@link #keys()}. */
  int keyIndex(int request) {
    return requests[request];
  }
}

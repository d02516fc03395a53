package io.symphra.cache.examples.restart;

import java.util.BitSet;

/**
 * One line of measurements for each request. A position is written by one thread, and read by another only after that
 * one has said that it is done.
 */
final class Samples {

  private final long[] dueAfter;
  private final long[] latency;
  private final Answer[] answers;

  Samples(int requests) {
    this.dueAfter = new long[requests];
    this.latency = new long[requests];
    this.answers = new Answer[requests];
  }

  void set(int position, long due, long nanos, Answer answer) {
    dueAfter[position] = due;
    latency[position] = nanos;
    answers[position] = answer;
  }

  int size() {
    return answers.length;
  }

  /** When a request was due, in nanoseconds after the restart. */
  long dueAfter(int position) {
    return dueAfter[position];
  }

  Figures first(int requests) {
    int hits = 0;
    int queries = 0;
    for (int position = 0; position < requests; position++) {
      hits += answers[position] == Answer.HIT ? 1 : 0;
      queries += answers[position] == Answer.LOADED ? 1 : 0;
    }
    return new Figures(requests, hits, queries, latencyOf(0, requests));
  }

  Latency latencyOf(int from, int to) {
    return Latency.of(latency, from, to);
  }

  BitSet hits() {
    BitSet hits = new BitSet(size());
    for (int position = 0; position < size(); position++) {
      hits.set(position, answers[position] == Answer.HIT);
    }
    return hits;
  }
}

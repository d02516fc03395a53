package io.symphra.cache.examples.trace;

/** Reads a trace from somewhere. */
@FunctionalInterface
public interface TraceReader {

  /**
   * Reads the whole trace.
   *
   * @throws TraceException if there is none, or it cannot be played
   */
  Trace read();
}

package io.symphra.cache.benchmarks.report;

/**
 * A promise about a row.
 *
 * @param row the name of the row; rows whose name goes on after a dot are meant too
 * @param what what the row measures
 * @param limit what is promised
 */
public record Budget(String row, String what, Limit limit) {

  /** Whether the promise is about this row. */
  public boolean covers(String name) {
    return name.equals(row) || name.startsWith(row + ".");
  }
}

package io.symphra.cache.benchmarks.report;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A set of figures that are measured together. */
public interface Suite {

  /** The name it is run by. */
  String name();

  /** One line on what it measures. */
  String what();

  /** One line on how often and how long each figure is measured. */
  String method(Pace pace);

  /**
   * Measures.
   *
   * @param progress takes a line when something has been measured
   * @throws IOException if something it needs cannot be read
   */
  List<Row> run(Pace pace, Consumer<String> progress) throws IOException;
}

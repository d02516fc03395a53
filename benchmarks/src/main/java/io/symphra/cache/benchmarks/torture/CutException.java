package io.symphra.cache.benchmarks.torture;

import java.io.Serial;

/** A step of the shared tier never reached it. */
final class CutException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1;

  CutException(String message) {
    super(message);
  }
}

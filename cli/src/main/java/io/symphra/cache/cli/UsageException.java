package io.symphra.cache.cli;

/** The command was given something it cannot work with. The message names the option, the value and what is allowed. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}

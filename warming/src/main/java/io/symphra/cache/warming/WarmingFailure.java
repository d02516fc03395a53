package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

/**
 * A key that could not be loaded, and why.
 *
 * <p>Immutable. The key is not in the text form, because it may be personal data.
 *
 * @param key the key
 * @param reason what the loader threw when it was asked for this key alone
 */
public record WarmingFailure(Object key, Throwable reason) {

  /** Checks that nothing is null. */
  public WarmingFailure {
    requireNonNull(key, "key");
    requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return reason.toString();
  }
}

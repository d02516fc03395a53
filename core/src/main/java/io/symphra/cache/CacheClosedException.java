package io.symphra.cache;

/** The cache, or the manager it belongs to, is closed. */
public class CacheClosedException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the cache. */
  public CacheClosedException(String message) {
    super(message, null);
  }
}

package io.symphra.cache.redis.internal;

/** Hears of changes of one cache. */
interface Subscriber {

  /** A value key of its cache changed. */
  void changed(byte[] valueKey);

  /** Any may have. */
  void allChanged();
}

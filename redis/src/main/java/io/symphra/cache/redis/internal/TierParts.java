package io.symphra.cache.redis.internal;

/**
 * What the caches of a tier share.
 *
 * @param putWithin the milliseconds in which the server must get to a put
 */
record TierParts(Batches batches, Scan scan, Tracker tracker, FullServer full, long putWithin) {}

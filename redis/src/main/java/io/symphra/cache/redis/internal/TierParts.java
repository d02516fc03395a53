package io.symphra.cache.redis.internal;

/** What the caches of a tier share. */
record TierParts(Batches batches, Scan scan, Tracker tracker, FullServer full) {}

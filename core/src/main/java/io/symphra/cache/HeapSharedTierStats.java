package io.symphra.cache;

/**
 * What became of values in an in-heap tier since it was made, in all caches that have a {@code valueCodec}.
 *
 * @param undecodable times an entry that was read could not be decoded, and counted as a miss
 * @param notEncodable values that their codec could not encode; they were answered and not stored
 */
public record HeapSharedTierStats(long undecodable, long notEncodable) {}

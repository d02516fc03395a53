package io.symphra.cache;

/**
 * What the local tier let go in a clean-up.
 *
 * <p>Immutable.
 *
 * @param expired entries whose time was up
 * @param evicted entries for which there was no room
 */
public record CleanUpResult(long expired, long evicted) {}

package io.symphra.cache;

/**
 * What the local tier of this instance holds of a group. Entries that are in the shared tier alone are not counted.
 *
 * <p>Immutable.
 *
 * @param entries the entries, each of which is fresh or stale
 * @param fresh those within their time to live
 * @param stale those past it, which may still be answered
 * @param negative those of {@code entries} that remember a key without a value
 * @param weight what they take of the maximum together
 * @param accesses how often they were read since they came there, as sampled: reads of one entry in quick succession
 *     count as one
 */
public record GroupStats(
    long entries, long fresh, long stale, long negative, long weight, long accesses) {}

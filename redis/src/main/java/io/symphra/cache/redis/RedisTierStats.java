package io.symphra.cache.redis;

/**
 * What became of entries of a tier since it was connected, all its caches together.
 *
 * @param undecodable entries that were read and counted as misses: another format or codec, or broken
 * @param otherSchema entries that were read and counted as misses, because they carry another {@code schemaVersion}; at a
 *     deploy that raises it they are expected
 * @param notEncodable values that their codec could not encode; they were answered and not stored
 * @param tooLarge values above the maximum value size; they were answered and not stored
 * @param refusedByFullServer entries that a full server with {@code maxmemory-policy noeviction} refused; they were
 *     answered and not stored
 * @param notSent commands that failed at once, because the server had not answered lately
 */
public record RedisTierStats(
    long undecodable,
    long otherSchema,
    long notEncodable,
    long tooLarge,
    long refusedByFullServer,
    long notSent) {}

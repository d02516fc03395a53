package io.symphra.cache.benchmarks.torture;

/**
 * What one read answered for a key.
 *
 * @param key the key
 * @param version the version of the value
 * @param beganAt when the read began, of {@link System#nanoTime()}
 * @param epoch the epoch of Redis' data when the read had ended
 * @param instance which instance read
 * @param local whether its local tier could answer
 */
record Read(long key, long version, long beganAt, long epoch, int instance, boolean local) {}

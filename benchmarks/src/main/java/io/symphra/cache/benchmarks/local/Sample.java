package io.symphra.cache.benchmarks.local;

/**
 * What one JVM measured of one contender.
 *
 * @param nanos the mean time of a call, as one thread sees it
 * @param bytes the mean allocation of a call
 */
record Sample(double nanos, double bytes) {}

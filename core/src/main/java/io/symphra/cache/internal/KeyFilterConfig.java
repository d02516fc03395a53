package io.symphra.cache.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The settings of a key filter.
 *
 * @param keys opens a scan
 * @param expectedKeys how many keys there will be
 * @param falsePositiveRate the share of other keys that may pass
 * @param rebuildEvery the time between two scans
 */
record KeyFilterConfig<K>(
    Callable<? extends Stream<? extends K>> keys,
    long expectedKeys,
    double falsePositiveRate,
    Duration rebuildEvery) {}

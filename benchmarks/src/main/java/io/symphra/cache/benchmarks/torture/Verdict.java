package io.symphra.cache.benchmarks.torture;

import java.time.Duration;

/**
 * What to think of a read that answered less than the newest write.
 *
 * @param column which promise it is measured by
 * @param staleness how long the newer write had been acknowledged when the read began
 * @param bound how long was allowed
 * @param newer the oldest write that it should have shown or that explains it
 * @param isViolation whether it may not happen
 */
record Verdict(
    Column column, Duration staleness, Duration bound, Write newer, boolean isViolation) {}

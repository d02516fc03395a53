/** JMH and whole-system comparisons: the command, and the list of suites. */
@NullMarked
package io.symphra.cache.benchmarks;

import org.jspecify.annotations.NullMarked;

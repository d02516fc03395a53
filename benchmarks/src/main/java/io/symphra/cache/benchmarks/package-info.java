/** JMH and whole-system comparisons. */
@NullMarked
package io.symphra.cache.benchmarks;

import org.jspecify.annotations.NullMarked;

/** The suite {@code local}: what a call that the local tier answers costs. */
@NullMarked
package io.symphra.cache.benchmarks.local;

import org.jspecify.annotations.NullMarked;

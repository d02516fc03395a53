/** The suite {@code hitrate}: how many requests of real applications the local tier answers. */
@NullMarked
package io.symphra.cache.benchmarks.hitrate;

import org.jspecify.annotations.NullMarked;

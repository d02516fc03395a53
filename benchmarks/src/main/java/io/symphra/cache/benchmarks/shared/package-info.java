/** The suite {@code shared}: what a call costs that Redis answers. */
@NullMarked
package io.symphra.cache.benchmarks.shared;

import org.jspecify.annotations.NullMarked;

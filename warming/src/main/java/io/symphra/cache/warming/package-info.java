/**
 * Loading entries before they are asked for.
 *
 * <p>Start at {@link io.symphra.cache.warming.Warmer}. A {@link io.symphra.cache.warming.WarmingSource} says what to
 * warm, a {@link io.symphra.cache.warming.WarmingJob} is one run of it, a {@link
 * io.symphra.cache.warming.WarmingReport} says what came of it.
 */
@NullMarked
package io.symphra.cache.warming;

import org.jspecify.annotations.NullMarked;

/**
 * The cache: a named map from key to value with a policy, in front of a system of record.
 *
 * <p>Start at {@link io.symphra.cache.CacheManager}.
 */
@NullMarked
package io.symphra.cache;

import org.jspecify.annotations.NullMarked;

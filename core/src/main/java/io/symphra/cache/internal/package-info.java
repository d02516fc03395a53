/**
 * The parts behind the API. Not API: anything here may change without notice.
 *
 * <p>A read goes {@code DefaultCache -> ReadPath -> LocalTier -> SingleFlight -> SharedCache -> CacheLoader}; a write
 * goes {@code DefaultCache -> WritePath -> SharedCache -> CacheWriter -> LocalTier}.
 */
@NullMarked
package io.symphra.cache.internal;

import org.jspecify.annotations.NullMarked;

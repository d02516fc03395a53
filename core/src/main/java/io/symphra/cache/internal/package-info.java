/**
 * The parts behind the API. Not API: anything here may change without notice.
 *
 * <p>A read goes {@code DefaultCache -> ReadPath -> LocalReads -> Rounds -> LedFlights -> FlightLoad}, which is local
 * tier, flight, shared tier, loader; a write goes {@code DefaultCache -> WritePath -> SharedCache -> CacheWriter ->
 * LocalTier}.
 */
@NullMarked
package io.symphra.cache.internal;

import org.jspecify.annotations.NullMarked;

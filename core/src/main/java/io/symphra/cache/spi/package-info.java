/**
 * What an extension implements: a shared tier, codecs, a ticker.
 *
 * <p>Nothing here refers to the packages above it, so that an extension can be written and tested alone.
 */
@NullMarked
package io.symphra.cache.spi;

import org.jspecify.annotations.NullMarked;

/** Redis as the tier that all instances share. */
@NullMarked
package io.symphra.cache.redis;

import org.jspecify.annotations.NullMarked;

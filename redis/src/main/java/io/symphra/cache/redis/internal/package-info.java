/** Not API. */
@NullMarked
package io.symphra.cache.redis.internal;

import org.jspecify.annotations.NullMarked;

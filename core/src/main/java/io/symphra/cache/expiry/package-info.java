/** How long an entry is fresh. */
@NullMarked
package io.symphra.cache.expiry;

import org.jspecify.annotations.NullMarked;

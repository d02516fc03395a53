/** What happens in a cache, as listeners hear of it, and the history of its invalidations. */
@NullMarked
package io.symphra.cache.event;

import org.jspecify.annotations.NullMarked;

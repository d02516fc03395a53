/** The programs that {@code docs/guide.md} shows. */
@NullMarked
package io.symphra.cache.guide;

import org.jspecify.annotations.NullMarked;

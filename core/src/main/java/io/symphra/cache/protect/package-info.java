/** What stands between the readers and the system of record when many ask for little, or for nothing. */
@NullMarked
package io.symphra.cache.protect;

import org.jspecify.annotations.NullMarked;

/** Tests of what stands between the readers and the system of record. */
@NullMarked
package io.symphra.cache.protect;

import org.jspecify.annotations.NullMarked;

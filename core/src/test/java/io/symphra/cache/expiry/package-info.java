/** Tests of how long entries live. */
@NullMarked
package io.symphra.cache.expiry;

import org.jspecify.annotations.NullMarked;

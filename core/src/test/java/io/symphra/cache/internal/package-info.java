/** Tests of the parts behind the API. */
@NullMarked
package io.symphra.cache.internal;

import org.jspecify.annotations.NullMarked;

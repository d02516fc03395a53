/** Tests of the API as a user meets it. */
@NullMarked
package io.symphra.cache;

import org.jspecify.annotations.NullMarked;

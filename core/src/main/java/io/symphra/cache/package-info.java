/** A cache between an application and its database. */
@NullMarked
package io.symphra.cache;

import org.jspecify.annotations.NullMarked;

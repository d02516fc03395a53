/** A shop with its catalogue in a real PostgreSQL. */
@NullMarked
package io.symphra.cache.examples.shop;

import org.jspecify.annotations.NullMarked;

/** Runnable programs that show the library on real input. */
@NullMarked
package io.symphra.cache.examples;

import org.jspecify.annotations.NullMarked;

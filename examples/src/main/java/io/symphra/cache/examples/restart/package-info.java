/** A restart of a service in the middle of the day: cold, warmed at random, and warmed from history. */
@NullMarked
package io.symphra.cache.examples.restart;

import org.jspecify.annotations.NullMarked;

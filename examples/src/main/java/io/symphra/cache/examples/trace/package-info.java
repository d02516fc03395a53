/** Recorded requests: which keys an application was asked for, in which order. */
@NullMarked
package io.symphra.cache.examples.trace;

import org.jspecify.annotations.NullMarked;

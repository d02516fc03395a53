/** What a test of a cache, or of an extension of this library, needs. */
@NullMarked
package io.symphra.cache.testkit;

import org.jspecify.annotations.NullMarked;

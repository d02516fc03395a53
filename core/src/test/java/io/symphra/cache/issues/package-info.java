/** A class for each fixed bug: it fails without the fix. */
@NullMarked
package io.symphra.cache.issues;

import org.jspecify.annotations.NullMarked;

/** What every cache that is measured has in common: the keys, the entries, and how much room they take. */
@NullMarked
package io.symphra.cache.benchmarks.contest;

import org.jspecify.annotations.NullMarked;

/** JetCache for the suite {@code local}, apart from the other caches because it comes with a Caffeine of its own. */
@NullMarked
package io.symphra.cache.benchmarks.jetcache;

import org.jspecify.annotations.NullMarked;

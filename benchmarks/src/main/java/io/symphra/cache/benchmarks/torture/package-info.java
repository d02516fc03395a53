/** The torture test: random work and random faults on a real Redis, and a checker that knows what a read may answer. */
@NullMarked
package io.symphra.cache.benchmarks.torture;

import org.jspecify.annotations.NullMarked;

/**
 * The parts behind the API. Not API: anything here may change without notice.
 *
 * <p>A job is a handful of workers, each of which takes a batch from the {@code Feed}, gives it to the {@code
 * BatchFiller}, which calls {@code Cache.fill} and counts in the {@code Tally}, and comes back for the next.
 */
@NullMarked
package io.symphra.cache.warming.internal;

import org.jspecify.annotations.NullMarked;

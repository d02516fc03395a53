/** The figures of a restart as files: JSON for programs, a page for people. */
@NullMarked
package io.symphra.cache.examples.report;

import org.jspecify.annotations.NullMarked;

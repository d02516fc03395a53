/**
 * The rules of the contract suites, one interface per group of operations, and the specification they share.
 *
 * <p>The types are public only because JUnit and the suites reach them from other packages.
 */
@NullMarked
package io.symphra.cache.testkit.internal;

import org.jspecify.annotations.NullMarked;

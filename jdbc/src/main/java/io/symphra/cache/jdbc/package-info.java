/** A SQL database as the system of record. */
@NullMarked
package io.symphra.cache.jdbc;

import org.jspecify.annotations.NullMarked;

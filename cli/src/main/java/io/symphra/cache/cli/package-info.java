/** The {@code symphra} command. */
@NullMarked
package io.symphra.cache.cli;

import org.jspecify.annotations.NullMarked;

/** Loading entries before they are asked for. */
@NullMarked
package io.symphra.cache.warming;

import org.jspecify.annotations.NullMarked;

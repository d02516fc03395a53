/** What a warming source of one's own is made of. */
@NullMarked
package io.symphra.cache.warming.spi;

import org.jspecify.annotations.NullMarked;

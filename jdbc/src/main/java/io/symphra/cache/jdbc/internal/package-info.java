/** Not API. How keys, rows and statements are made; nothing here knows the classes users call. */
@NullMarked
package io.symphra.cache.jdbc.internal;

import org.jspecify.annotations.NullMarked;

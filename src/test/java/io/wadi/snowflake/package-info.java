/** A Snowflake of a closed dialect inside the JVM, with the traps of the real one, for tests through the real driver. */
@NullMarked
package io.wadi.snowflake;

import org.jspecify.annotations.NullMarked;

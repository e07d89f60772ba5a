/** Pages of real databases, which also go away in the middle. */
@NullMarked
package io.wadi.extract.sql;

import org.jspecify.annotations.NullMarked;

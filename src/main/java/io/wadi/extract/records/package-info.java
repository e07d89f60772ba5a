/** Records that somebody else fetched: JSON text, or values in memory, as pages. */
@NullMarked
package io.wadi.extract.records;

import org.jspecify.annotations.NullMarked;

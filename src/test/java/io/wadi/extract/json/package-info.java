/** Records are cut out of responses exactly, however the bytes arrive. */
@NullMarked
package io.wadi.extract.json;

import org.jspecify.annotations.NullMarked;

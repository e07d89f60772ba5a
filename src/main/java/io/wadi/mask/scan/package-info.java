/** Which fields of a source look as if they were about people: told by their values and names, and without showing a value. */
@NullMarked
package io.wadi.mask.scan;

import org.jspecify.annotations.NullMarked;

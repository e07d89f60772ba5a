/** Whether Wadi makes of the golden cases - what dlt 1.31.0 made of them is in their directories - the same tables. */
@NullMarked
package io.wadi.conformance;

import org.jspecify.annotations.NullMarked;

/** Judges what readers saw of loads that were broken off, and what was there in the end. */
@NullMarked
package io.wadi.prove;

import org.jspecify.annotations.NullMarked;

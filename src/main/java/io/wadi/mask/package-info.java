/** What may be known about people: decided on the way from the source, before anything is written. */
@NullMarked
package io.wadi.mask;

import org.jspecify.annotations.NullMarked;

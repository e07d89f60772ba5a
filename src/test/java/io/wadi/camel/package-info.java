/** Routes as integrators write them, run by Camel. */
@NullMarked
package io.wadi.camel;

import org.jspecify.annotations.NullMarked;

/** The endpoints: Exchanges in and out, and the context they live in. */
@NullMarked
package io.wadi.camel;

import org.jspecify.annotations.NullMarked;

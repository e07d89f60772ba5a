/** What tests talk to instead of the internet: real servers on the loopback address that do exactly as told. */
@NullMarked
package io.wadi.testing;

import org.jspecify.annotations.NullMarked;

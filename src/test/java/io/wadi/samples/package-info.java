/** Real currencies and exchange rates over real HTTP, so that tests and the demonstration need no network. */
@NullMarked
package io.wadi.samples;

import org.jspecify.annotations.NullMarked;

/** Load packages: where a run's typed tables wait safely, with all that a load needs to know of them. */
@NullMarked
package io.wadi.pack;

import org.jspecify.annotations.NullMarked;

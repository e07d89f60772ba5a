/** Joins the stations of the road - extract, mask, journal, normalise, pack, load - and knows their order. */
@NullMarked
package io.wadi.pipeline;

import org.jspecify.annotations.NullMarked;

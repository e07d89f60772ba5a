/** How nested records become typed tables: names, types, shredding, and the order in which columns come to be. */
@NullMarked
package io.wadi.normalise;

import org.jspecify.annotations.NullMarked;

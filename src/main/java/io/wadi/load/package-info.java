/** What makes a destination agree: a load package goes in whole, once, or not at all. */
@NullMarked
package io.wadi.load;

import org.jspecify.annotations.NullMarked;

/** What runs by itself: deployments, and the policies by which they are run. */
@NullMarked
package io.wadi.flow;

import org.jspecify.annotations.NullMarked;

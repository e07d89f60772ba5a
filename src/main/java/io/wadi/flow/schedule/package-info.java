/** When a deployment is due: pure time, which knows neither clocks nor who fires. */
@NullMarked
package io.wadi.flow.schedule;

import org.jspecify.annotations.NullMarked;

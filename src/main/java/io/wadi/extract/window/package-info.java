/** Ranges that are asked for in steps, and what the placeholders in a request or a query stand for. */
@NullMarked
package io.wadi.extract.window;

import org.jspecify.annotations.NullMarked;

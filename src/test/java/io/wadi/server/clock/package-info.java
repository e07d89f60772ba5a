/** Clocks set by hand, Quartz's own, and nodes that are killed. */
@org.jspecify.annotations.NullMarked
package io.wadi.server.clock;

/** Answers to: which deployments are due, which were missed, and when is the clock to be looked at next? */
@org.jspecify.annotations.NullMarked
package io.wadi.server.clock;

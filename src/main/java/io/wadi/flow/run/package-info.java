/** Answers to: what is known of a run, what may become of it, and which one is next? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.run;

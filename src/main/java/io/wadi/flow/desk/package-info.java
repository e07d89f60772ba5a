/** Answers to: who tells whom of what happened to deployments, and of what did not? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.desk;

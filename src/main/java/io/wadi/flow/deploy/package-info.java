/** Answers to: what would change if these deployments were put in force? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.deploy;

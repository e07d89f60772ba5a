/** Answers to: what runs, deployments and nodes are there, as all processes see them? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.store;

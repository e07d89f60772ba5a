/** The three tests of routes that an integrator copies; docs/testing.md explains them. */
package io.wadi.examples;

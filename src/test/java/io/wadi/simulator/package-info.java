/** An API of the kind that is met in the field: honest pages of orders, and what goes wrong with them. */
package io.wadi.simulator;

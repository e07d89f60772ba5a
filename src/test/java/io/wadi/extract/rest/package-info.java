/** Pages of real HTTP servers, well-behaved and not. */
@NullMarked
package io.wadi.extract.rest;

import org.jspecify.annotations.NullMarked;

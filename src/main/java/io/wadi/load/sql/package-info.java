/** What destinations that speak SQL have in common: how new rows meet those that are there, and the books of a dataset. */
@NullMarked
package io.wadi.load.sql;

import org.jspecify.annotations.NullMarked;

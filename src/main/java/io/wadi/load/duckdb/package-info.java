/** Loads packages into a DuckDB file, in one transaction each. */
@NullMarked
package io.wadi.load.duckdb;

import org.jspecify.annotations.NullMarked;

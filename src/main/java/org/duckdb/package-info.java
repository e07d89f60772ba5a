/** What goes before classes of DuckDB's driver that do more than a command can wait for. */
@NullMarked
package org.duckdb;

import org.jspecify.annotations.NullMarked;

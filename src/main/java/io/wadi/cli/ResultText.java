package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbQuery;

/** The result of a query in some form. */
interface ResultText extends DuckDbQuery.Reader {
    /** After the last row; not called when the query failed. */
    void end();
}

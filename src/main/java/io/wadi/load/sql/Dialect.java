package io.wadi.load.sql;

import io.wadi.model.Column;
import java.time.Instant;

/** The words in which databases differ. */
public interface Dialect {
    /** A name as statements have it, quoted. */
    String name(String identifier);

    /** A time as a value of this column. */
    String time(Column column, Instant time);

    /** Of rows that wait: their place in the order in which they came. */
    String position();
}

/** How databases are read: tables become pages of typed columns, from one snapshot. */
@NullMarked
package io.wadi.extract.sql;

import org.jspecify.annotations.NullMarked;

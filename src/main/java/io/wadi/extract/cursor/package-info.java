/** What is new at a source since the last run: records are kept or left by their cursor value (contract section 6). */
@NullMarked
package io.wadi.extract.cursor;

import org.jspecify.annotations.NullMarked;

/** What holds for any records and any names, tried with many of them. */
@NullMarked
package io.wadi.properties;

import org.jspecify.annotations.NullMarked;

/** How Snowflake stores what Wadi loads. */
@NullMarked
package io.wadi.load.snowflake;

import org.jspecify.annotations.NullMarked;

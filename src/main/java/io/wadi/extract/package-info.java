/** How records are got out of a source, page by page. */
@NullMarked
package io.wadi.extract;

import org.jspecify.annotations.NullMarked;

/** What was extracted, kept page by page and masked, so that it can be normalised again without the source. */
@NullMarked
package io.wadi.journal;

import org.jspecify.annotations.NullMarked;

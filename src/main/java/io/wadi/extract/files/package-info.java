/** How pages are got from files: in blocks that can be read again, cut where records end. */
@NullMarked
package io.wadi.extract.files;

import org.jspecify.annotations.NullMarked;

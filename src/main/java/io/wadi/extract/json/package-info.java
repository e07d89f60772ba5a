/** Where the records are in a JSON response, and how they become pages without the whole being held. */
@NullMarked
package io.wadi.extract.json;

import org.jspecify.annotations.NullMarked;

/** The nouns of ingestion: what every station of the road may know, and nothing that needs more than the JDK. */
@NullMarked
package io.wadi.model;

import org.jspecify.annotations.NullMarked;

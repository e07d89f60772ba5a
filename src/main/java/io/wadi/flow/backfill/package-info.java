/** Answers to: into which runs does a stretch of the past fall, and which of them lack? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.backfill;

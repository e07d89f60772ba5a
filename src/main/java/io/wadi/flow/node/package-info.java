/** Answers to: what does this process do with the runs that are given to it, and who notices when it is gone? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.node;

/** Files that are whole or not there: written aside, checked, synced, then moved into place, readable by their owner only; and how a batch lies in them. */
@NullMarked
package io.wadi.disk;

import org.jspecify.annotations.NullMarked;

/** What an operator may say, and what is answered when it cannot be meant. */
@NullMarked
package io.wadi.config;

import org.jspecify.annotations.NullMarked;

/** What the operator said, checked whole before any work: properties, secrets, and which route files a pipeline reaches. */
@NullMarked
package io.wadi.config;

import org.jspecify.annotations.NullMarked;

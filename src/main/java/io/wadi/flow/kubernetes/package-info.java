/** Deployments as objects of Kubernetes, for those who would rather have that schedule: pure, and knows no cluster. */
@NullMarked
package io.wadi.flow.kubernetes;

import org.jspecify.annotations.NullMarked;

/** Load packages as files in a bucket, for pipes and whoever reads files: each once, and a load is there when its last is. */
@NullMarked
package io.wadi.load.s3;

import org.jspecify.annotations.NullMarked;

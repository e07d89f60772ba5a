/** How files are got that lie on other machines: each is fetched by itself through Camel's components, read, and removed here. */
@NullMarked
package io.wadi.extract.files.remote;

import org.jspecify.annotations.NullMarked;

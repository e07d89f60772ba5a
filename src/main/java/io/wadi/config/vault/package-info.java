/** Services that keep secrets, each a JSON object a section; a service is reached only when somebody needs a secret of it. */
@NullMarked
package io.wadi.config.vault;

import org.jspecify.annotations.NullMarked;

/** How the pages of an API are asked for: requests, their retries, credentials and ranges, and where the next page is. */
@NullMarked
package io.wadi.extract.rest;

import org.jspecify.annotations.NullMarked;

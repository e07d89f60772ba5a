/** The wire: the API, health and metrics over HTTP, through Camel's server. */
@org.jspecify.annotations.NullMarked
package io.wadi.server.http;

/** Answers to: how do deployments come into a server, from afar or from the file beside it? */
@org.jspecify.annotations.NullMarked
package io.wadi.server.deploy;

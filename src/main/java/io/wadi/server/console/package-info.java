/** The console: what people see of a server in a browser, and what they do there. */
@org.jspecify.annotations.NullMarked
package io.wadi.server.console;

/** Answers to: what may a program ask of a server, and what is it told? */
@org.jspecify.annotations.NullMarked
package io.wadi.server;

/** The command line as a user meets it: what is printed, which exit code, and what is left untouched. */
package io.wadi.cli;

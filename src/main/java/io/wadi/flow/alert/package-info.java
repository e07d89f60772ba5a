/** Answers to: what went wrong or has not happened, who hears of it in which words, and when is it over? */
@org.jspecify.annotations.NullMarked
package io.wadi.flow.alert;

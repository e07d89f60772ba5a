package io.wadi.snowflake;

import java.util.Optional;

/**
 * A statement that came to the server.
 *
 * @param tag the QUERY_TAG under which it came, empty if none
 * @param failure code of the refusal, if it was refused
 */
public record Said(long session, String user, String tag, String sql, Optional<String> failure) {}

package io.wadi.cli;

/** How lines on the way are written: for people, or as JSON objects. */
enum LogFormat {
    TEXT,
    JSON;

    /** The system property that the log's layout asks. */
    static final String PROPERTY = "wadi.log.format";

    static LogFormat inForce() {
        return "json".equals(System.getProperty(PROPERTY)) ? JSON : TEXT;
    }
}

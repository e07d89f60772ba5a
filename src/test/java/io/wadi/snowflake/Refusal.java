package io.wadi.snowflake;

/** The server says no, with the code (six digits) and SQL state that Snowflake has for the reason. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String state;

    Refusal(String code, String state, String message) {
        super(message);
        this.code = code;
        this.state = state;
    }

    String code() {
        return code;
    }

    String state() {
        return state;
    }

    static Refusal syntax(Object near) {
        return compilation("001003", "42000", "syntax error line 1 at position 0 unexpected '" + near + "'.");
    }

    /** What Snowflake may know and this server does not: better refused than answered wrongly. */
    static Refusal unsupported(String feature) {
        return new Refusal("000002", "0A000", "Unsupported feature '" + feature + "'.");
    }

    static Refusal missing(String kind, Object name) {
        return compilation("002003", "02000", kind + " '" + name + "' does not exist or not authorized.");
    }

    static Refusal missingTable(Object name) {
        return compilation("002003", "42S02", "Object '" + name + "' does not exist or not authorized.");
    }

    static Refusal exists(Object name) {
        return compilation("002002", "42710", "Object '" + name + "' already exists.");
    }

    static Refusal identifier(String name) {
        return compilation("000904", "42000", "error line 1 at position 0\ninvalid identifier '" + name + "'");
    }

    static Refusal function(String name) {
        return compilation("002140", "42601", "Unknown function " + name);
    }

    static Refusal value(String what, Object value) {
        return compilation("001008", "22023", "invalid value [" + value + "] for parameter '" + what + "'");
    }

    static Refusal option(String name) {
        return compilation("001420", "22023", "invalid parameter '" + name + "'");
    }

    static Refusal compilation(String code, String state, String message) {
        return new Refusal(code, state, "SQL compilation error:\n" + message);
    }
}

package io.wadi.snowflake;

import java.util.Locale;

/**
 * A type of Snowflake's.
 *
 * @param size precision of a number or of fractions of seconds, length of text or bytes; as declared or by default
 * @param scale of a number
 * @param sized whether the size was declared, so that it limits what is stored
 */
record SnowType(Kind kind, int size, int scale, boolean sized) {
    enum Kind {
        NUMBER("NUMBER", "fixed", 38),
        FLOAT("FLOAT", "real", 0),
        BOOLEAN("BOOLEAN", "boolean", 0),
        VARCHAR("TEXT", "text", 16_777_216),
        BINARY("BINARY", "binary", 8_388_608),
        DATE("DATE", "date", 0),
        TIME("TIME", "time", 9),
        TIMESTAMP_NTZ("TIMESTAMP_NTZ", "timestamp_ntz", 9),
        TIMESTAMP_LTZ("TIMESTAMP_LTZ", "timestamp_ltz", 9),
        TIMESTAMP_TZ("TIMESTAMP_TZ", "timestamp_tz", 9),
        VARIANT("VARIANT", "variant", 0);

        /** As INFORMATION_SCHEMA calls it. */
        final String dataType;
        /** As the driver is told. */
        final String wire;

        final int usual;

        Kind(String dataType, String wire, int usual) {
            this.dataType = dataType;
            this.wire = wire;
            this.usual = usual;
        }

        boolean seconds() {
            return this == TIME || name().startsWith("TIMESTAMP");
        }
    }

    static SnowType of(Kind kind) {
        return new SnowType(kind, kind.usual, 0, false);
    }

    static SnowType number(int precision, int scale) {
        return new SnowType(Kind.NUMBER, precision, scale, true);
    }

    static SnowType parse(Tokens tokens) {
        String name = tokens.expect(Token.Kind.WORD);
        Kind kind = kind(name);
        if (name.equals("DOUBLE")) {
            tokens.take("PRECISION");
        }
        boolean mayHaveSize = kind.usual > 0 && !name.endsWith("INT") && !name.equals("INTEGER");
        if (!mayHaveSize || !tokens.takeSymbol("(")) {
            return name.startsWith("CHAR") ? new SnowType(kind, 1, 0, true) : of(kind);
        }
        int size = tokens.number();
        int scale = kind == Kind.NUMBER && tokens.takeSymbol(",") ? tokens.number() : 0;
        tokens.expectSymbol(")");
        if (size > kind.usual || scale > size || kind == Kind.NUMBER && size < 1) {
            throw Refusal.compilation("002263", "22023", "invalid size [" + size + "," + scale + "] for " + name);
        }
        return new SnowType(kind, size, scale, true);
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "NUMBER", "DECIMAL", "NUMERIC", "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BYTEINT" ->
                Kind.NUMBER;
            case "FLOAT", "FLOAT4", "FLOAT8", "DOUBLE", "REAL" -> Kind.FLOAT;
            case "BOOLEAN" -> Kind.BOOLEAN;
            case "VARCHAR", "STRING", "TEXT", "CHAR", "CHARACTER" -> Kind.VARCHAR;
            case "BINARY", "VARBINARY" -> Kind.BINARY;
            case "DATE" -> Kind.DATE;
            case "TIME" -> Kind.TIME;
            case "TIMESTAMP_NTZ", "TIMESTAMP", "DATETIME" -> Kind.TIMESTAMP_NTZ;
            case "TIMESTAMP_LTZ" -> Kind.TIMESTAMP_LTZ;
            case "TIMESTAMP_TZ" -> Kind.TIMESTAMP_TZ;
            case "VARIANT" -> Kind.VARIANT;
            default -> throw Refusal.compilation("002040", "42601", "Unsupported data type '" + name + "'.");
        };
    }

    /** Where DuckDB keeps it; fractions finer than microseconds only where they were asked for. */
    String duck() {
        return switch (kind) {
            case NUMBER -> "DECIMAL(" + size + "," + scale + ")";
            case FLOAT -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case VARCHAR -> "VARCHAR";
            case BINARY -> "BLOB";
            case DATE -> "DATE";
            case TIME -> sized && size > 6 ? "TIME_NS" : "TIME";
            case TIMESTAMP_NTZ ->
                !sized
                        ? "TIMESTAMP"
                        : size == 0
                                ? "TIMESTAMP_S"
                                : size <= 3 ? "TIMESTAMP_MS" : size <= 6 ? "TIMESTAMP" : "TIMESTAMP_NS";
            case TIMESTAMP_LTZ, TIMESTAMP_TZ -> "TIMESTAMPTZ";
            case VARIANT -> "VARIANT";
        };
    }

    /** Of a column in a result of DuckDB's. */
    static SnowType ofDuck(String duck) {
        String name = duck.toUpperCase(Locale.ROOT);
        if (name.startsWith("DECIMAL(")) {
            String[] sizes = name.substring(8, name.length() - 1).split(",", -1);
            return number(Integer.parseInt(sizes[0].strip()), Integer.parseInt(sizes[1].strip()));
        }
        return of(
                switch (name) {
                    case "TINYINT",
                            "SMALLINT",
                            "INTEGER",
                            "BIGINT",
                            "HUGEINT",
                            "UTINYINT",
                            "USMALLINT",
                            "UINTEGER",
                            "UBIGINT" -> Kind.NUMBER;
                    case "DOUBLE", "FLOAT" -> Kind.FLOAT;
                    case "BOOLEAN" -> Kind.BOOLEAN;
                    case "BLOB" -> Kind.BINARY;
                    case "DATE" -> Kind.DATE;
                    case "TIME", "TIME_NS" -> Kind.TIME;
                    case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> Kind.TIMESTAMP_NTZ;
                    case "TIMESTAMP WITH TIME ZONE" -> Kind.TIMESTAMP_LTZ;
                    case "VARIANT", "JSON" -> Kind.VARIANT;
                    case "VARCHAR", "\"NULL\"", "NULL" -> Kind.VARCHAR;
                    default -> throw Refusal.unsupported("result of type " + duck);
                });
    }

    @Override
    public String toString() {
        if (kind == Kind.NUMBER) {
            return "NUMBER(" + size + "," + scale + ")";
        }
        return kind.usual > 0 ? kind + "(" + size + ")" : kind.toString();
    }
}

package io.wadi.extract.sql;

import static io.wadi.extract.sql.TypeMatrix.kind;

/** The types of databases that run within a test. */
final class OtherMatrices {
    private static final String EXACT = "exact";
    private static final String CUT = "to the microsecond; what is finer is cut, and counted";
    private static final String TEXT = "the text that the driver gives; the run says so";

    private OtherMatrices() {}

    static final TypeMatrix H2 = TypeMatrix.of(
            kind("TINYINT", "BIGINT", EXACT).as("-128", "127"),
            kind("SMALLINT", "BIGINT", EXACT).as("-32768", "32767"),
            kind("INTEGER", "BIGINT", EXACT).as("-2147483648", "2147483647"),
            kind("BIGINT", "BIGINT", EXACT).as("-9223372036854775808", "9223372036854775807"),
            kind("NUMERIC(38,18)", "DECIMAL(38,18)", EXACT)
                    .as("99999999999999999999.999999999999999999", "-0.000000000000000001"),
            kind("NUMERIC(50,2)", "DECIMAL(38,2)", "exact up to 38 digits; more end the run")
                    .as("999999999999999999999999999999999999.99"),
            kind("DECFLOAT(40)", "DECIMAL(38,9)", "rounded to 9 digits after the point, and counted")
                    .as("12345678901234567890123456789.123456789")
                    .arrives("CAST('1E-12' AS DECFLOAT)", "0.000000000"),
            kind("REAL", "DOUBLE", "widened, bit for bit")
                    .arrives("1.1", "1.100000023841858")
                    .arrives("CAST('1.4E-45' AS REAL)", "1.401298464324817e-45")
                    .arrives("CAST('NaN' AS REAL)", "nan"),
            kind("DOUBLE PRECISION", "DOUBLE", "exact, infinity and NaN, too")
                    .arrives("CAST('1.7976931348623157E308' AS DOUBLE PRECISION)", "1.7976931348623157e+308")
                    .arrives("CAST('4.9E-324' AS DOUBLE PRECISION)", "5e-324")
                    .arrives("CAST('-Infinity' AS DOUBLE PRECISION)", "-inf"),
            kind("BOOLEAN", "BOOLEAN", EXACT).as("true", "false"),
            kind("CHARACTER(4)", "VARCHAR", "with its blanks").arrives("'a'", "a   "),
            kind("VARCHAR(20)", "VARCHAR", EXACT).as("", "it's 🦆 \\ \u0001"),
            kind("CLOB", "VARCHAR", EXACT).as("🦆\n".repeat(3000)),
            kind("BINARY(4)", "BLOB", EXACT).arrives("X'00ff7f80'", "\\x00\\xFF\\x7F\\x80"),
            kind("BLOB", "BLOB", EXACT).arrives("X''", "").arrives("X'00'", "\\x00"),
            kind("DATE", "DATE", EXACT).as("1582-10-10", "9999-12-31").arrives("DATE '-0043-03-15'", "0044-03-15 (BC)"),
            kind("TIME", "TIME", EXACT).as("00:00:00", "23:59:59"),
            kind("TIME(9)", "TIME", CUT).arrives("'23:59:59.999999999'", "23:59:59.999999"),
            kind("TIME WITH TIME ZONE", "VARCHAR", TEXT).as("12:00:00+05:30"),
            kind("TIMESTAMP", "TIMESTAMP", EXACT).as("1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"),
            kind("TIMESTAMP(9)", "TIMESTAMP", CUT)
                    .arrives("'1969-12-31 23:59:59.123456789'", "1969-12-31 23:59:59.123456")
                    .counted("TIMESTAMP '1000000-01-01 00:00:00'"),
            kind("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE", "the instant")
                    .arrives("'2024-02-29 12:00:00.123456+05:30'", "2024-02-29 06:30:00.123456+00"),
            kind("UUID", "VARCHAR", EXACT).as("6e2f5ab8-9f3d-4c0e-a6d5-1ffffffffff0"),
            kind("JSON", "JSON", "compact; the JSON null is null")
                    .arrives("JSON '{\"b\": 1.10, \"a\": [1, null]}'", "{\"b\":1.10,\"a\":[1,null]}")
                    .arrives("JSON 'null'", "null"),
            kind("ENUM('sad', 'happy')", "VARCHAR", TEXT).as("happy"),
            kind("INTERVAL DAY TO SECOND", "VARCHAR", TEXT)
                    .arrives("INTERVAL '1 02:03:04.5' DAY TO SECOND", "INTERVAL '1 02:03:04.5' DAY TO SECOND"),
            kind("INTEGER ARRAY", "VARCHAR", TEXT).arrives("ARRAY[1, NULL]", "[1, null]"));

    static final TypeMatrix HSQLDB = TypeMatrix.of(
            kind("SMALLINT", "BIGINT", EXACT).as("-32768", "32767"),
            kind("INTEGER", "BIGINT", EXACT).as("-2147483648", "2147483647"),
            kind("BIGINT", "BIGINT", EXACT).as("-9223372036854775808", "9223372036854775807"),
            kind("NUMERIC(38,18)", "DECIMAL(38,18)", EXACT).as("99999999999999999999.999999999999999999"),
            kind("DOUBLE", "DOUBLE", EXACT)
                    .arrives("1.7976931348623157E308", "1.7976931348623157e+308")
                    .arrives("0.1E0", "0.1"),
            kind("BOOLEAN", "BOOLEAN", EXACT).as("true", "false"),
            kind("CHARACTER(4)", "VARCHAR", "with its blanks").arrives("'a'", "a   "),
            kind("VARCHAR(20)", "VARCHAR", EXACT).as("", "it's 🦆 \\ \u0001"),
            kind("CLOB", "VARCHAR", EXACT).as("🦆\n".repeat(3000)),
            kind("VARBINARY(4)", "BLOB", EXACT)
                    .arrives("X'00ff7f80'", "\\x00\\xFF\\x7F\\x80")
                    .arrives("X''", ""),
            kind("BLOB", "BLOB", EXACT).arrives("X'00ff'", "\\x00\\xFF"),
            kind("DATE", "DATE", EXACT).as("1582-10-20", "9999-12-31"),
            kind("TIME(6)", "TIME", EXACT).as("00:00:00", "23:59:59.999999"),
            kind("TIMESTAMP(6)", "TIMESTAMP", EXACT).as("1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"),
            kind("TIMESTAMP(9)", "TIMESTAMP", CUT)
                    .arrives("'1969-12-31 23:59:59.123456789'", "1969-12-31 23:59:59.123456"),
            kind("TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE", "the instant")
                    .arrives("'2024-02-29 12:00:00.123456+5:30'", "2024-02-29 06:30:00.123456+00"),
            kind("UUID", "VARCHAR", EXACT).as("6e2f5ab8-9f3d-4c0e-a6d5-1ffffffffff0"),
            kind("BIT(3)", "VARCHAR", TEXT).arrives("B'101'", "101"),
            kind("INTERVAL DAY TO SECOND", "VARCHAR", EXACT)
                    .arrives("INTERVAL '1 02:03:04.5' DAY TO SECOND", "1 02:03:04.500000"));

    static final TypeMatrix SQLITE = TypeMatrix.of(
            kind("INTEGER", "BIGINT", EXACT).as("-9223372036854775808", "9223372036854775807"),
            kind("BIGINT", "BIGINT", EXACT).as("-9223372036854775807"),
            kind("REAL", "DOUBLE", "exact, infinity, too")
                    .as("0.1", "1.7976931348623157e+308", "5e-324", "7.0")
                    .arrives("9e999", "inf"),
            kind(
                            "NUMERIC",
                            "DECIMAL(38,9)",
                            "the number that the database shows; rounded to 9 digits after the point, and counted")
                    .arrives("19.99", "19.990000000")
                    .arrives("9223372036854775807", "9223372036854775807.000000000")
                    .arrives("1e-12", "0.000000000"),
            kind(
                            "DECIMAL(10,2)",
                            "DECIMAL(10,2)",
                            "the number that the database shows; rounded to the digits declared, and counted")
                    .arrives("19.99", "19.99")
                    .arrives("1.005", "1.01"),
            kind("BOOLEAN", "BOOLEAN", "0 and 1").arrives("1", "true").arrives("0", "false"),
            kind("TEXT", "VARCHAR", EXACT).as("", "it's 🦆 \\ \u0001"),
            kind("VARCHAR(2)", "VARCHAR", "exact, of any length").as("longer"),
            kind("BLOB", "BLOB", EXACT)
                    .arrives("X'00ff7f80'", "\\x00\\xFF\\x7F\\x80")
                    .arrives("X''", ""),
            kind("DATE", "DATE", "text `2024-01-31`").as("1582-10-10", "9999-12-31"),
            kind("DATETIME", "TIMESTAMP", "text `2024-01-31 12:00:00.123456`; what is finer is cut, and counted")
                    .as("1969-12-31 23:59:59.999999")
                    .arrives("'2024-01-31T12:00:00.123456789'", "2024-01-31 12:00:00.123456")
                    .arrives("'2024-01-31'", "2024-01-31 00:00:00"),
            kind("TIMESTAMP", "TIMESTAMP", "as `DATETIME`").as("2024-01-31 12:00:00"),
            kind("TIME", "TIME", "text `12:00:00.123456`").as("23:59:59.999999"),
            kind("JSON", "VARCHAR", "as it is written; `column.NAME.dataType: json` makes it JSON")
                    .as("{\"a\": 1.10}"),
            kind("UUID", "VARCHAR", EXACT).as("6e2f5ab8-9f3d-4c0e-a6d5-1ffffffffff0"),
            kind("MONEY", "VARCHAR", "a type that it does not know: " + TEXT)
                    .arrives("'a lot'", "a lot")
                    .arrives("7", "7"));
}

package io.wadi.extract.sql;

import static io.wadi.extract.sql.TypeMatrix.kind;

/** The types of PostgreSQL. */
final class PostgresMatrix {
    private static final String EXACT = "exact";
    private static final String SHOWN = "the text that the database shows; the run says so";
    private static final String ENDLESS = "to the microsecond; infinite ones are null, and counted";
    private static final String LIST = "as JSON, numbers with all their digits";

    private PostgresMatrix() {}

    static String[] types() {
        return new String[] {
            "CREATE TYPE mood AS ENUM ('sad', 'so-so', 'Happy ☺')",
            "CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE >= 0)",
            "CREATE DOMAIN tags AS text[]",
            "CREATE TYPE item AS (name text, price numeric(20,5), at timestamptz)"
        };
    }

    static final TypeMatrix MATRIX = TypeMatrix.of(
            kind("smallint", "BIGINT", EXACT).as("-32768", "32767", "0"),
            kind("integer", "BIGINT", EXACT).as("-2147483648", "2147483647"),
            kind("bigint", "BIGINT", EXACT).as("-9223372036854775808", "9223372036854775807"),
            kind("oid", "BIGINT", EXACT).as("0", "4294967295"),
            kind("numeric(38,18)", "DECIMAL(38,18)", "exact; NaN is null, and counted")
                    .as(
                            "99999999999999999999.999999999999999999",
                            "-99999999999999999999.999999999999999999",
                            "0.000000000000000001")
                    .arrives("'0'", "0.000000000000000000")
                    .counted("'NaN'"),
            kind("numeric(38,0)", "DECIMAL(38,0)", "exact; NaN is null, and counted")
                    .as("99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0"),
            kind("numeric(50,2)", "DECIMAL(38,2)", "exact up to 38 digits; more end the run")
                    .as("999999999999999999999999999999999999.99", "-0.01")
                    .counted("'NaN'"),
            kind("numeric(40,38)", "DECIMAL(38,36)", "rounded to 38 digits, and counted")
                    .arrives("'99.00000000000000000000000000000000000151'", "99.000000000000000000000000000000000002")
                    .arrives("'-0.5'", "-0.500000000000000000000000000000000000"),
            kind("numeric(5,-2)", "DECIMAL(7,0)", EXACT).arrives("9999949", "9999900"),
            kind("numeric(3,5)", "DECIMAL(5,5)", EXACT)
                    .arrives("0.00999", ".00999")
                    .arrives("-0.00001", "-.00001"),
            kind(
                            "numeric",
                            "DECIMAL(38,9)",
                            "rounded to 9 digits after the point, and counted; infinity and NaN are null, and counted")
                    .as("99999999999999999999999999999.123456789", "-99999999999999999999999999999.999999999")
                    .arrives("'1e-9'", "0.000000001")
                    .arrives("'0.0000000005'", "0.000000001")
                    .arrives("'1234567890.12345678901'", "1234567890.123456789")
                    .counted("'NaN'", "'Infinity'", "'-Infinity'"),
            kind("real", "DOUBLE", "the number that the database shows: 1.1 is 1.1")
                    .as("1.1", "3.4028235e+38", "1e-45", "-0.0")
                    .arrives("'NaN'", "nan")
                    .arrives("'Infinity'", "inf")
                    .arrives("'-Infinity'", "-inf"),
            kind("double precision", "DOUBLE", "exact, infinity and NaN, too")
                    .as("0.1", "1.7976931348623157e+308", "5e-324", "2.2250738585072014e-308", "-0.0")
                    .arrives("'NaN'", "nan")
                    .arrives("'Infinity'", "inf")
                    .arrives("'-Infinity'", "-inf"),
            kind("money", "VARCHAR", SHOWN)
                    .arrives("'92233720368547758.07'", "$92,233,720,368,547,758.07")
                    .arrives("'-0.01'", "-$0.01"),
            kind("boolean", "BOOLEAN", EXACT).as("true", "false"),
            kind("text", "VARCHAR", EXACT)
                    .as(
                            "",
                            " a\tb\n ",
                            "it's \"quoted\" \\ back",
                            "🦆👩‍👩‍👧 \u0001\u007f\u00a0\u200f\ufeff",
                            "ẞ e\u0301 日本"),
            kind("varchar(5)", "VARCHAR", EXACT).as("ü🦆", "  a  "),
            kind("char(4)", "VARCHAR", "with its blanks").arrives("'a'", "a   ").arrives("''", "    "),
            kind("\"char\"", "VARCHAR", EXACT).as("x"),
            kind("name", "VARCHAR", EXACT).as("a name"),
            kind("citext", "VARCHAR", EXACT).as("As It Is"),
            kind("bytea", "BLOB", EXACT)
                    .arrives("''", "")
                    .arrives("decode('00017f80ff27225c', 'hex')", "\\x00\\x01\\x7F\\x80\\xFF\\x27\\x22\\x5C"),
            kind("date", "DATE", "exact; infinite ones are null, and counted")
                    .as("0001-01-01", "1582-10-10", "9999-12-31", "5874897-12-31")
                    .arrives("'4713-01-01 BC'", "4713-01-01 (BC)")
                    .counted("'infinity'", "'-infinity'"),
            kind("timestamp", "TIMESTAMP", ENDLESS)
                    .as("1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "0001-01-01 00:00:00")
                    .arrives("'4713-01-01 00:00:00 BC'", "4713-01-01 (BC) 00:00:00")
                    .counted("'infinity'", "'-infinity'", "'294276-12-31'"),
            kind(
                            "timestamptz",
                            "TIMESTAMP WITH TIME ZONE",
                            "as above, the instant: its zone is not kept by the database")
                    .arrives("'2024-02-29 12:00:00.123456+05:30'", "2024-02-29 06:30:00.123456+00")
                    .arrives("'9999-12-31 23:59:59.999999Z'", "9999-12-31 23:59:59.999999+00")
                    .arrives("'4713-01-01 00:00:00Z BC'", "4713-01-01 (BC) 00:00:00+00")
                    .counted("'infinity'", "'-infinity'"),
            kind("time", "TIME", "exact; 24:00:00 is null, and counted")
                    .as("00:00:00", "23:59:59.999999")
                    .counted("'24:00:00'"),
            kind("timetz", "VARCHAR", SHOWN).as("12:00:00.5+05:30", "24:00:00-15:59:59"),
            kind("interval", "VARCHAR", SHOWN).as("-178000000 years", "10 mons 3 days -04:05:06.000007"),
            kind("uuid", "VARCHAR", EXACT)
                    .as("00000000-0000-0000-0000-000000000000", "6e2f5ab8-9f3d-4c0e-a6d5-1ffffffffff0"),
            kind("json", "JSON", "as it is written, without blanks between its parts; the JSON null is null")
                    .arrives(
                            "'{ \"b\" : 1.10, \"a\": 123456789012345678901234567890, \"b\":[ ] }'",
                            "{\"b\":1.10,\"a\":123456789012345678901234567890,\"b\":[]}")
                    .arrives("'\" a b \\u00e9\"'", "\" a b \\u00e9\"")
                    .arrives("'null'", "null"),
            kind("jsonb", "JSON", "as the database shows it, without blanks; the JSON null is null")
                    .arrives(
                            "'{\"bb\":1.10,\"a\":-1e-20, \"c\": {\"k\": [1, null]}}'",
                            "{\"a\":-0.00000000000000000001,\"c\":{\"k\":[1,null]},\"bb\":1.10}")
                    .arrives("'123456789012345678901234567890.12345'", "123456789012345678901234567890.12345")
                    .arrives("'null'", "null"),
            kind("xml", "VARCHAR", SHOWN).as("<a b=\"c\">ü</a>"),
            kind("int[]", "JSON", LIST)
                    .arrives("'{2147483647,NULL,-1}'", "[2147483647,null,-1]")
                    .arrives("'{}'", "[]")
                    .arrives("'{{1,2},{3,4}}'", "[[1,2],[3,4]]"),
            kind("text[]", "JSON", LIST)
                    .arrives(
                            "ARRAY['a b', NULL, 'c,\"d\\e', '', 'NULL']",
                            "[\"a b\",null,\"c,\\\"d\\\\e\",\"\",\"NULL\"]"),
            kind("numeric[]", "JSON", LIST)
                    .arrives(
                            "'{12345678901234567890.123456789012345,NaN}'",
                            "[12345678901234567890.123456789012345,\"NaN\"]"),
            kind("float8[]", "JSON", LIST).arrives("'{0.1,-Infinity}'", "[0.1,\"-Infinity\"]"),
            kind("bytea[]", "JSON", LIST).arrives("ARRAY[decode('00ff', 'hex')]", "[\"\\\\x00ff\"]"),
            kind("timestamptz[]", "JSON", "as JSON, instants in UTC")
                    .arrives("'{2024-07-01 00:00:00.000001+02}'", "[\"2024-06-30T22:00:00.000001+00:00\"]"),
            kind("int4range", "VARCHAR", SHOWN).as("[1,5)", "empty", "(,)"),
            kind("tstzrange", "VARCHAR", "as above, instants in UTC")
                    .arrives("'[2024-07-01 00:00:00+02,)'", "[\"2024-06-30 22:00:00+00\",)"),
            kind("nummultirange", "VARCHAR", SHOWN).as("{[1.5,2.50),(7,)}"),
            kind("mood", "VARCHAR", "the name of an enum's value").as("Happy ☺", "so-so"),
            kind("price", "DECIMAL(10,2)", "a domain is what it is made of").as("99999999.99"),
            kind("tags", "JSON", "a domain is what it is made of").arrives("'{a,b}'", "[\"a\",\"b\"]"),
            kind("item", "JSON", "a composite as a JSON object")
                    .arrives(
                            "ROW('it''s', 1.50000, '2024-01-01Z')",
                            "{\"name\":\"it's\",\"price\":1.50000,\"at\":\"2024-01-01T00:00:00+00:00\"}"),
            kind("inet", "VARCHAR", SHOWN).as("10.0.0.1/8", "::ffff:1.2.3.4"),
            kind("cidr", "VARCHAR", SHOWN).as("192.168.0.0/16"),
            kind("macaddr", "VARCHAR", SHOWN).as("08:00:2b:01:02:03"),
            kind("bit(3)", "VARCHAR", SHOWN).as("101"),
            kind("varbit", "VARCHAR", SHOWN).as("", "1010"),
            kind("point", "VARCHAR", SHOWN).as("(0.1,-1e-300)"),
            kind("polygon", "VARCHAR", SHOWN).as("((0,0),(1,1),(1,0))"),
            kind("box", "VARCHAR", SHOWN).as("(1,1),(0,0)"),
            kind("circle", "VARCHAR", SHOWN).as("<(1,2),3>"),
            kind("tsvector", "VARCHAR", SHOWN).as("'a':1A 'fat':2B,4C"),
            kind("tsquery", "VARCHAR", SHOWN).as("'fat' & !'rat'"),
            kind("pg_lsn", "VARCHAR", SHOWN).as("FFFFFFFF/FFFFFFFF"),
            kind("hstore", "VARCHAR", SHOWN).as("\"a\"=>NULL, \"b c\"=>\"1\""));
}

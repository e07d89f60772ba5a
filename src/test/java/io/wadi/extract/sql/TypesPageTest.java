package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of types in docs/database-types.md are the matrices that the tests load. */
class TypesPageTest {
    private static final Path PAGE = Path.of("docs/database-types.md");

    private static final Map<String, TypeMatrix> SECTIONS = Map.of(
            "PostgreSQL", PostgresMatrix.MATRIX,
            "SQLite", OtherMatrices.SQLITE,
            "H2", OtherMatrices.H2,
            "HSQLDB", OtherMatrices.HSQLDB);

    @Test
    void itIsUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        String written = page;
        for (Map.Entry<String, TypeMatrix> section : SECTIONS.entrySet()) {
            written = with(written, section.getKey(), section.getValue());
        }
        if (Boolean.getBoolean("wadi.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).as("run this test with -Dwadi.write=true").hasContent(written);
    }

    /** The page with the table below this heading put in its place; what is written around it stays. */
    private static String with(String page, String heading, TypeMatrix matrix) {
        String table =
                "| type | in DuckDB | how it arrives |\n|---|---|---|\n" + String.join("\n", matrix.lines()) + "\n";
        int section = page.indexOf("\n## " + heading + "\n");
        assertThat(section).as(heading).isNotNegative();
        int from = page.indexOf("\n| type |", section) + 1;
        int end = page.indexOf("\n\n", from) + 1;
        int to = end == 0 ? page.length() : end;
        return page.substring(0, from) + table + page.substring(to);
    }
}

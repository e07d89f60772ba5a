package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.duckdb.PartFiles.Field;
import io.wadi.load.duckdb.PartFiles.Written;
import io.wadi.model.Cancelled;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Part;
import io.wadi.model.TerminalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts as Parquet files, read back by DuckDB. */
class PartFilesTest {
    private static final List<Field> FIELDS = List.of(
            Field.of("N", NUMBER, UnaryOperator.identity()),
            Field.of("ID", ID, stored -> "upper(" + stored + ")"),
            Field.constant("LOAD", "it's"));

    @TempDir
    private Path directory;

    @Test
    void allPartsGoTogetherEachRowWithItsPlace() throws Exception {
        Column later = Column.nullable("later", DataType.TEXT);
        List<Part> parts = List.of(
                MemoryPart.numbers(STORED, 3, 5_000),
                MemoryPart.of(List.of(NUMBER, ID, later), new Object[] {-1L, "x", "more"}));
        List<Field> fields =
                List.of(FIELDS.get(0), FIELDS.get(1), FIELDS.get(2), Field.of("L", later, UnaryOperator.identity()));

        write(parts, fields, Optional.of("P"), 1_000_000_000);

        assertThat(rows("SELECT count(*), sum(N), count(L), min(LOAD) FROM files"))
                .containsExactly("15001,112492499,1,it's");
        assertThat(rows("SELECT * FROM files WHERE N IN (0, 14999, -1) ORDER BY P"))
                .containsExactly("0,ID-0,it's,null,1", "14999,ID-14999,it's,null,15000", "-1,X,it's,more,15001");
        assertThat(rows("SELECT count(*) FROM files WHERE P <> N + 1")).containsExactly("1");
    }

    @Test
    void filesEndNearTheirSize() throws Exception {
        List<Written> files =
                write(List.of(MemoryPart.numbers(STORED, 100, 20_000)), FIELDS, Optional.empty(), 5_000_000);

        assertThat(files).hasSizeGreaterThan(2);
        assertThat(files.subList(0, files.size() - 1))
                .allSatisfy(file -> assertThat(file.bytes()).isBetween(5_000_000L, 6_500_000L));
        assertThat(rows("SELECT count(*), count(DISTINCT N) FROM files")).containsExactly("2000000,2000000");
    }

    @Test
    void whatReadingAPartThrowsComesOutAsItIs() {
        TerminalFailure broken = new TerminalFailure(Explanation.of("broken"));
        Part part = new MemoryPart(STORED, 10, 2, index -> {
            throw broken;
        });

        assertThatThrownBy(() -> write(List.of(MemoryPart.numbers(STORED, 1, 5), part), FIELDS, Optional.empty(), 1000))
                .isSameAs(broken);
    }

    @Test
    void aCancelledDeadlineEndsIt() {
        Deadline deadline = Deadline.none();
        deadline.cancel("enough");
        assertThatThrownBy(() -> new PartFiles(directory, 1000, deadline)).isInstanceOf(Cancelled.class);
    }

    private List<Written> write(List<Part> parts, List<Field> fields, Optional<String> position, long size) {
        try (PartFiles parquet = new PartFiles(directory, size, Deadline.none())) {
            return parquet.write("out", parts, fields, position);
        }
    }

    private List<String> rows(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            connection
                    .createStatement()
                    .execute("CREATE VIEW files AS FROM '" + directory.resolve("out") + "/*.parquet'");
            return Database.rows(connection, sql);
        }
    }
}

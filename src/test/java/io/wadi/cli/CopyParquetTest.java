package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into Parquet, by {@code wadi copy}. */
class CopyParquetTest {
    @TempDir
    private Path home;

    private Project project;
    private Path out;

    @BeforeEach
    void open() {
        project = new Project(home);
        out = home.resolve("out");
        project.file("o.jsonl", "{\"id\":1,\"at\":\"2024-01-01T10:00:00Z\",\"lines\":[{\"n\":1.5},{\"n\":2.5}]}\n");
    }

    private Outcome copy(String... more) {
        String[] command = new String[3 + more.length];
        command[0] = "copy";
        command[1] = home.resolve("o.jsonl").toString();
        command[2] = "parquet://" + out;
        System.arraycopy(more, 0, command, 3, more.length);
        return project.wadi(command);
    }

    private List<String> rows(String sql) {
        assertThat(project.wadi(
                                "copy",
                                home.resolve("o.jsonl").toString(),
                                project.database.toString(),
                                "--table",
                                "any")
                        .code())
                .isZero();
        return project.query(sql);
    }

    @Test
    void eachTableIsAFileAndNestedRowsFindTheirParents() {
        Outcome outcome = copy();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(rows("SELECT concat_ws('|', o.id, typeof(o.at), l.n, o._dlt_load_id IS NOT NULL) FROM '" + out
                        + "/o.parquet' o JOIN '" + out
                        + "/o__lines.parquet' l ON l._dlt_parent_id = o._dlt_id ORDER BY l.n"))
                .containsExactly("1|TIMESTAMP WITH TIME ZONE|1.5|true", "1|TIMESTAMP WITH TIME ZONE|2.5|true");
    }

    @Test
    void aSecondCopyReplacesTheFilesAndLeavesNothingAside() throws Exception {
        copy();
        project.file("o.jsonl", "{\"id\":2}\n{\"id\":3}\n");

        Outcome outcome = copy();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(rows("SELECT id::TEXT FROM '" + out + "/o.parquet' ORDER BY 1"))
                .containsExactly("2", "3");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .allMatch(name -> name.endsWith(".parquet"));
        }
    }

    @Test
    void whatWouldAppendIsRefusedBeforeAnythingIsRead() {
        Outcome outcome = copy("--write-disposition", "append");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("has writeDisposition append, and Parquet files are replaced whole");
        assertThat(out).doesNotExist();
    }
}

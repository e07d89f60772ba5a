package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.testing.EngineRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with a key that is called like the column of the load's id. */
class LoadIdTest {
    @TempDir
    Path home;

    @Test
    void belowTheRootTableItIsDataLikeAnyOther() throws Exception {
        load("{\"_dlt_load_id\":\"mine\",\"a\":[{\"_dlt_load_id\":5,\"k\":1},{\"_dlt_load_id\":6,\"k\":2}]}");

        assertThat(rows("SELECT _dlt_load_id, k FROM d.t__a ORDER BY k")).containsExactly("5 1", "6 2");
        assertThat(rows("SELECT load_id, 1 FROM d._dlt_loads")).isEqualTo(rows("SELECT _dlt_load_id, 1 FROM d.t"));
    }

    @Test
    void inARootTableOnlyWhatIsBelowIt() throws Exception {
        load("{\"_dlt_load_id\":{\"x\":1}}\n{\"_dlt_load_id\":[2]}");

        assertThat(rows("SELECT _dlt_load_id__x, value FROM d.t LEFT JOIN d.t___dlt_load_id n"
                        + " ON n._dlt_parent_id = t._dlt_id ORDER BY ALL"))
                .containsExactly("1 null", "null 2");
    }

    private void load(String lines) throws Exception {
        Source source = new Source("source");
        byte[] bytes = (lines + "\n").getBytes(StandardCharsets.UTF_8);
        JsonPage page = JsonPage.of(bytes, (int) lines.lines().count(), new Origin("file.jsonl", "line", 1));
        source.add(new Resource("t", Hints.NONE, extraction -> new Given(new ArrayDeque<>(List.of(page)))));
        EngineRun engine = new EngineRun(
                home.resolve("loaded.duckdb"),
                "records",
                new LoadOptions("pipeline", Optional.of("d"), Optional.empty()),
                65_536,
                1);
        engine.load(source, home.resolve("work"), 1);
    }

    private List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("loaded.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return rows;
    }

    private record Given(Deque<Page> pages) implements Pages {
        @Override
        public Optional<Page> next() {
            return Optional.ofNullable(pages.poll());
        }

        @Override
        public void close() {}
    }
}

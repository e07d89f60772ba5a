package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.files.Delivery;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.files.Glob;
import io.wadi.extract.files.LocalFiles;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Reading;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an attempt has read whole are not opened by the next one; resources that it had ended are not asked again. */
class ContinuedFilesTest {
    @TempDir
    private Path home;

    private final List<String> opened = new ArrayList<>();
    private int breaksAt = Integer.MAX_VALUE;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(home.resolve("in"));
        arrives("a.csv", "id\n1\n2\n");
        arrives("b.csv", "id\n3\n");
        arrives("c.csv", "id\n4\n");
    }

    private void arrives(String name, String text) throws IOException {
        Files.writeString(home.resolve("in").resolve(name), text);
    }

    /** Two resources: the files, and what comes after them. */
    private void run() {
        Path database = home.resolve("out.duckdb");
        Target target = new Target("duckdb", "duckdb://" + database, 65_536, new DuckDbDestination(database));
        Source source = new Source("shop");
        source.add(resource("first"));
        source.add(resource("orders"));
        RunSettings settings = new RunSettings(
                home.resolve("work"),
                "orders",
                "",
                Station.LOAD,
                false,
                Optional.empty(),
                1,
                InstantSource.system(),
                () -> new byte[16],
                Optional.empty(),
                options -> target,
                new Progress(),
                Deadline.none());
        new PipelineRun(settings).load(source, new LoadOptions("orders", Optional.of("d"), Optional.empty()));
    }

    private Resource resource(String name) {
        Delivery delivery = new Delivery(
                "in",
                () -> new LocalFiles(Glob.parse(home + "/in/*.csv")),
                FileReading.DEFAULT,
                Optional.of(Delivery.Changed.LOAD),
                Delivery.None.FAIL,
                new Delivery.Afterwards(Delivery.Kind.KEEP, ""));
        return new Resource(
                name,
                Hints.NONE,
                extraction -> {
                    opened.add(name);
                    return breaking(name, delivery.open(extraction, warning -> {}));
                },
                (loaded, deadline) -> {},
                Reading.ALONE);
    }

    /** Breaks off when it is asked for that many pages of the second resource. */
    private Pages breaking(String name, Pages pages) {
        return new Pages() {
            private int asked;

            @Override
            public Optional<Page> next() {
                if (name.equals("orders") && ++asked == breaksAt) {
                    throw new TransientFailure(Explanation.of("the disk is away"));
                }
                return pages.next();
            }

            @Override
            public void close() {
                pages.close();
            }
        };
    }

    private List<String> ids(String table) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("out.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM d." + table + " ORDER BY rowid")) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void breakOff() {
        breaksAt = 3;
        assertThatThrownBy(this::run).isInstanceOf(TransientFailure.class);
        breaksAt = Integer.MAX_VALUE;
        opened.clear();
    }

    @Test
    void theNextAttemptReadsTheOthers() throws Exception {
        breakOff();
        Files.writeString(home.resolve("in").resolve("a.csv"), "id\n1\n2\n");
        Files.setLastModifiedTime(home.resolve("in/a.csv"), Files.getLastModifiedTime(home.resolve("in/b.csv")));

        breakOffAgainAndFinish();

        assertThat(ids("orders")).containsExactly("1", "2", "3", "4");
        assertThat(ids("first")).containsExactly("1", "2", "3", "4");
        run();
        assertThat(ids("orders")).hasSize(4);
    }

    private void breakOffAgainAndFinish() {
        breaksAt = 2;
        assertThatThrownBy(this::run).isInstanceOf(TransientFailure.class);
        breaksAt = Integer.MAX_VALUE;
        run();
    }

    @Test
    void whatHadComeToItsEndIsNotAskedAgain() throws Exception {
        breakOff();
        run();
        assertThat(opened).containsExactly("orders");
        assertThat(ids("first")).containsExactly("1", "2", "3", "4");
        assertThat(ids("orders")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aFileThatChangedMeanwhileIsReadAgainWithAllOthersOfItsResource() throws Exception {
        breakOff();
        arrives("a.csv", "id\n1\n2\n9\n");

        run();

        assertThat(opened).containsExactly("orders", "orders");
        assertThat(ids("orders")).containsExactly("1", "2", "9", "3", "4");
        assertThat(ids("first")).containsExactly("1", "2", "3", "4");
    }
}

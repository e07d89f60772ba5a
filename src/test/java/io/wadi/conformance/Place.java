package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.util.Map;

/** Where cases are loaded, and what is there afterwards in the words of the cases. */
interface Place {
    /** @param longest the longest name that the case allows */
    Target target(int longest);

    /** All tables of the dataset. */
    Map<String, Image> tables();

    /** What a case expects, as this place can show it. */
    JsonNode shown(JsonNode expected);

    /** A DuckDB file. */
    static Place duckDb(Path file, String dataset) {
        return new Place() {
            @Override
            public Target target(int longest) {
                return new Target("duckdb", "duckdb:" + file, longest, new DuckDbDestination(file));
            }

            @Override
            public Map<String, Image> tables() {
                return new Database(file, dataset).tables();
            }

            @Override
            public JsonNode shown(JsonNode expected) {
                return expected;
            }
        };
    }
}

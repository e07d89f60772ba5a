package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbSight;
import io.wadi.prove.Ground;
import io.wadi.prove.Sight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A DuckDB file of the proof's own. */
record DuckDbGround(Path file) implements Ground {
    @Override
    public List<String> arguments() {
        return List.of("--destination", Destinations.DUCKDB + "://" + file);
    }

    @Override
    public Sight look() {
        if (!Files.exists(file)) {
            return Sight.NOTHING;
        }
        try (DuckDbSight sight = DuckDbSight.open(file, false)) {
            return look(sight);
        }
    }

    /** It lies in the folder that is copied. */
    @Override
    public boolean copied(Ground other) {
        return true;
    }

    static Sight look(DuckDbSight sight) {
        return sight.look((sums, version) -> {
            Map<String, Sight.Rows> tables = new TreeMap<>();
            sums.forEach(sum -> tables.put(sum.table(), new Sight.Rows(sum.rows(), sum.sum())));
            return new Sight(tables, version);
        });
    }
}

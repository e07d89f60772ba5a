package io.wadi.load.snowflake;

import io.wadi.model.LoadPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Where the files of loads lie at Snowflake: a stage a dataset, and in it a folder a load. */
record Stage(String dataset) {
    static final String NAME = "_wadi_stage";
    /** Uploads at once. */
    private static final int PARALLEL = 8;
    /** COPY INTO takes no more names. */
    static final int MOST_FILES = 1000;

    String name() {
        return SnowflakeDialect.quoted(dataset) + "." + SnowflakeDialect.quoted(NAME);
    }

    /** The folder of a load; only what needs no quotes stands in it. */
    static String folder(LoadPackage load) {
        return plain(load.pipeline()) + "/" + plain(load.loadId()) + "/";
    }

    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_.]", "_");
    }

    String create() {
        return "CREATE STAGE IF NOT EXISTS " + name();
    }

    /** @param files a folder on this machine */
    String put(Path files, String folder) {
        String local = files.resolve("*.parquet").toString().replace('\\', '/');
        return "PUT " + SnowflakeDialect.text("file://" + local) + " "
                + SnowflakeDialect.text("@" + name() + "/" + folder) + " PARALLEL = " + PARALLEL
                + " AUTO_COMPRESS = FALSE OVERWRITE = TRUE";
    }

    /** All files of the dataset. */
    String list() {
        return "LIST @" + name();
    }

    String remove(String folder) {
        return "REMOVE @" + name() + "/" + folder;
    }

    /**
     * FORCE, for the receipt says whether a package was loaded; files that an earlier try left are not named.
     *
     * @param columns the columns that are loaded, quoted, with the expression that reads each
     */
    String copy(String into, List<String> columns, List<String> expressions, String folder, List<String> files) {
        return "COPY INTO " + into + " (" + String.join(", ", columns) + ") FROM (SELECT "
                + String.join(", ", expressions) + " FROM @" + name() + "/" + folder + ") FILES = ("
                + files.stream().map(SnowflakeDialect::text).collect(Collectors.joining(", "))
                + ") FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE BINARY_AS_TEXT = FALSE"
                + " USE_VECTORIZED_SCANNER = TRUE) ON_ERROR = ABORT_STATEMENT FORCE = TRUE";
    }
}

package io.wadi.pack;

import io.wadi.model.Base;
import io.wadi.model.Head;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What dlt 1.31.0 had stored at a destination: the texts of its newest {@code _dlt_version} and state. */
enum TakenOver {
    INCREMENTAL_APPEND_INT("incremental_append_int", 2),
    INCREMENTAL_MERGE("incremental_merge", 1),
    REPLACE_NESTED("replace_nested", 1);

    /** Of all three schemas. */
    static final long SCHEMA_VERSION = 2;

    static final String SOURCE = "takeover";
    static final String DATASET = "taken";

    private final String folder;
    private final long stateVersion;

    TakenOver(String folder, long stateVersion) {
        this.folder = folder;
        this.stateVersion = stateVersion;
    }

    String pipeline() {
        return "takeover_" + folder;
    }

    Base base() {
        return new Base(
                new Head("1795300325.574681", stateVersion),
                Optional.of(text(".state.txt")),
                Optional.of(text(".schema.json")),
                SCHEMA_VERSION);
    }

    private String text(String ending) {
        try (InputStream in = Objects.requireNonNull(TakenOver.class.getResourceAsStream(folder + ending))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

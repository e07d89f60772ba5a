package io.wadi.snowflake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a statement brought: always columns and rows, as Snowflake answers everything. */
record Answer(StatementType type, List<Head> columns, List<List<@Nullable String>> rows, Optional<Upload> upload) {
    /** A column of the answer. */
    record Head(String name, SnowType type) {}

    /** Where the driver is to copy files to. */
    record Upload(
            String source,
            String location,
            boolean compress,
            boolean overwrite,
            int parallel,
            String sourceCompression) {}

    /** As the driver tells queries from updates. */
    enum StatementType {
        SELECT(0x1000),
        INSERT(0x3100),
        UPDATE(0x3200),
        DELETE(0x3300),
        MERGE(0x3400),
        COPY(0x3600),
        ALTER_SESSION(0x4100),
        USE(0x4300),
        SHOW(0x4000),
        LIST(0x4701),
        TRANSACTION(0x5000),
        DDL(0x6000),
        PUT(0x7102),
        REMOVE(0x7103);

        final int id;

        StatementType(int id) {
            this.id = id;
        }
    }

    static Answer said(StatementType type, String sentence) {
        return text(type, List.of("status"), List.of(List.of(sentence)));
    }

    static Answer done(StatementType type) {
        return said(type, "Statement executed successfully.");
    }

    static Answer text(StatementType type, List<String> names, List<? extends List<? extends @Nullable String>> rows) {
        List<Head> heads = names.stream()
                .map(name -> new Head(name, SnowType.of(SnowType.Kind.VARCHAR)))
                .toList();
        List<List<@Nullable String>> copies = rows.stream()
                .<List<@Nullable String>>map(java.util.ArrayList::new)
                .toList();
        return new Answer(type, heads, copies, Optional.empty());
    }

    /** The counts of an INSERT, UPDATE, DELETE or MERGE, such as "number of rows inserted". */
    static Answer counts(StatementType type, List<String> names, Long... counts) {
        List<Head> heads = names.stream()
                .map(name -> new Head(name, SnowType.of(SnowType.Kind.NUMBER)))
                .toList();
        List<@Nullable String> row = new java.util.ArrayList<>();
        Arrays.stream(counts).forEach(count -> row.add(String.valueOf(count)));
        return new Answer(type, heads, List.of(row), Optional.empty());
    }
}

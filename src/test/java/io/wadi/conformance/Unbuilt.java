package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The features that a case asks for and Wadi does not have yet. Whoever builds one takes its line away. */
final class Unbuilt {
    private static final Set<String> LOAD = Set.of("resources", "fresh_working_dir", "refresh");
    private static final Set<String> RESOURCE = Set.of(
            "name",
            "file",
            "table_name",
            "write_disposition",
            "primary_key",
            "merge_key",
            "columns",
            "max_table_nesting",
            "incremental",
            "schema_contract",
            "nested_hints",
            "yield");
    private static final Set<String> COLUMN = Set.of(
            "name",
            "data_type",
            "nullable",
            "precision",
            "scale",
            "description",
            "hard_delete",
            "dedup_sort",
            "timezone");
    private static final Set<String> CURSOR = Set.of(
            "cursor_path",
            "initial_value",
            "end_value",
            "lag",
            "on_cursor_value_missing",
            "range_start",
            "range_end",
            "row_order",
            "last_value_func",
            "primary_key");
    private static final Set<String> YIELDS = Set.of("batch", "items", "empty_list", "materialize");
    private static final Set<String> DISPOSITIONS = Set.of(
            "append",
            "replace",
            "skip",
            "merge delete-insert",
            "merge upsert",
            "merge insert-only",
            "merge scd2",
            "merge cdc");
    private static final Set<String> DISPOSITION = Set.of(
            "disposition",
            "strategy",
            "source_filter",
            "destination_scope",
            "deduplicated",
            "skip_unchanged_rows",
            "row_version_column_name",
            "validity_column_names",
            "active_record_timestamp",
            "boundary_timestamp");

    private final Set<String> features = new TreeSet<>();

    private Unbuilt() {}

    static List<String> of(GoldenCase golden) {
        Unbuilt unbuilt = new Unbuilt();
        JsonNode setup = golden.setup();
        unbuilt.unless(
                Set.of("name", "description", "tags", "loads", "source", "destination", "typed_input"), setup, "case ");
        unbuilt.unless(Set.of("max_table_nesting", "root_key", "schema_contract"), setup.path("source"), "source ");
        JsonNode destination = setup.path("destination");
        unbuilt.unless(Set.of("max_identifier_length", "replace_strategy"), destination, "destination ");
        unbuilt.unless(
                Set.of("truncate-and-insert", "insert-from-staging", "staging-optimized"),
                destination.path("replace_strategy").asText("truncate-and-insert"),
                "replace ");
        golden.loads().forEach(load -> unbuilt.unless(LOAD, load, "load "));
        golden.resources().forEach(unbuilt::resource);
        return new ArrayList<>(unbuilt.features);
    }

    private void resource(JsonNode resource) {
        unless(RESOURCE, resource, "resource ");
        unless(DISPOSITION, resource.path("write_disposition"), "merge ");
        unless(DISPOSITIONS, disposition(resource.path("write_disposition")), "");
        resource.path("columns").forEach(column -> {
            unless(COLUMN, column, "column ");
        });
        resource.path("nested_hints").forEach(nested -> unless(Set.of("columns"), nested, "nested_hints "));
        unless(CURSOR, resource.path("incremental"), "cursor ");
        unless(YIELDS, resource.path("yield").asText("batch"), "yield ");
    }

    /** A plain merge is dlt's default strategy. */
    private static String disposition(JsonNode said) {
        String word = said.isObject() ? said.path("disposition").asText() : said.asText("append");
        return word.equals("merge") ? "merge " + said.path("strategy").asText("delete-insert") : word;
    }

    private void unless(Set<String> built, JsonNode settings, String kind) {
        settings.fieldNames().forEachRemaining(name -> unless(built, name, kind));
    }

    private void unless(Collection<String> built, String word, String kind) {
        if (!built.contains(word)) {
            features.add(kind + word);
        }
    }
}

package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaDocumentTest {
    @Test
    void aSchemaComesBack() {
        Schema schema = schema();
        Versioned written = write(schema, Base.NONE);

        assertThat(written.version()).as("as dlt counts").isEqualTo(2);
        assertThat(SchemaDocument.read("s", written.text())).isEqualTo(schema);
        assertThat(SchemaDocument.read("s", base(written))).isEqualTo(schema);
    }

    @Test
    void theVersionGrowsWithAChangeAndNotWithoutOne() {
        Versioned first = write(schema(), Base.NONE);
        Versioned second = write(schema(), base(first));
        assertThat(second).isEqualTo(first);

        List<Table> tables = new ArrayList<>(schema().tables());
        Table root = tables.get(0);
        List<Column> columns = new ArrayList<>(root.columns());
        columns.add(Column.nullable("late", DataType.TEXT));
        tables.set(
                0,
                new Table(root.name(), root.parent(), root.resource(), root.disposition(), columns, root.seenData()));
        Versioned third = write(new Schema("s", tables), base(second));

        assertThat(third.version()).isEqualTo(3);
        assertThat(third.hash()).isNotEqualTo(first.hash());
        assertThat(write(new Schema("s", tables), base(third))).isEqualTo(third);
    }

    @Test
    void whereNothingIsStoredTheSchemaIsEmpty() {
        assertThat(SchemaDocument.read("s", Base.NONE)).isEqualTo(Schema.empty("s"));
    }

    @Test
    void parentsStandBeforeTheirChildrenWhateverTheDocumentsOrder() {
        String text = "{\"tables\":{\"a__b__c\":{\"parent\":\"a__b\",\"columns\":{}},\"a__b\":{\"parent\":\"a\"},"
                + "\"a\":{\"write_disposition\":\"replace\",\"resource\":\"r\"}}}";

        Schema schema = SchemaDocument.read("s", text);

        assertThat(schema.tables()).extracting(Table::name).containsExactly("a", "a__b", "a__b__c");
        assertThat(schema.tables()).allSatisfy(t -> {
            assertThat(t.disposition()).isEqualTo(WriteDisposition.REPLACE);
            assertThat(t.resource()).isEqualTo("r");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "{\"tables\":{\"\":{}}}"})
    void aTextThatIsNoSchemaIsExplained(String text) {
        assertThatThrownBy(() -> SchemaDocument.read("shop", text))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure.explanation().at()).contains("_dlt_version, schema shop");
                    assertThat(failure.explanation().fix()).isPresent();
                });
    }

    @Test
    void dltsSchemaIsRead() {
        Schema schema = SchemaDocument.read(TakenOver.SOURCE, TakenOver.INCREMENTAL_MERGE.base());

        assertThat(schema.tables()).extracting(Table::name).containsExactly("items", "items__tags");
        Table items = schema.table("items").orElseThrow();
        assertThat(items.disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(items.seenData()).isTrue();
        assertThat(items.columns())
                .extracting(c -> c.name() + " " + c.type().word() + (c.nullable() ? "" : " not null"))
                .containsExactly(
                        "id bigint not null",
                        "updated_at timestamp",
                        "name text",
                        "spec__w double",
                        "_dlt_load_id text not null",
                        "_dlt_id text not null");
        assertThat(items.columns().get(0).primaryKey()).isTrue();
        assertThat(schema.table("items__tags").orElseThrow().parent()).contains("items");
        assertThat(schema.table("items__tags").orElseThrow().disposition()).isEqualTo(WriteDisposition.MERGE);
    }

    @ParameterizedTest
    @EnumSource(TakenOver.class)
    void dltsSchemaStaysAsItIsUntilATableChanges(TakenOver taken) {
        Schema schema = SchemaDocument.read(TakenOver.SOURCE, taken.base());

        Versioned same = write(schema, taken.base());

        assertThat(same.version()).isEqualTo(TakenOver.SCHEMA_VERSION);
        assertThat(same.text()).isEqualTo(taken.base().schema().orElseThrow());
        assertThat(same.text()).contains("\"version_hash\":\"" + same.hash() + "\"");

        List<Table> more = new ArrayList<>(schema.tables());
        more.add(new Table("new", Optional.empty(), "new", WriteDisposition.APPEND, List.of(), false));
        assertThat(write(new Schema(TakenOver.SOURCE, more), taken.base()).version())
                .isEqualTo(TakenOver.SCHEMA_VERSION + 1);
    }

    @Test
    void whatIsSaidOfColumnsThatHaveNotComeToBeIsKeptAndCountsOnce() {
        Base base = base(write(schema(), Base.NONE));
        Table unseen = schema().tables().get(2);
        ColumnHint hint = new ColumnHint(
                Optional.empty(),
                Optional.of(false),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(ColumnRole.MERGE_KEY));
        List<Table> tables = new ArrayList<>(schema().tables());
        tables.set(
                2,
                new Table(
                        unseen.name(),
                        unseen.parent(),
                        unseen.resource(),
                        unseen.disposition(),
                        unseen.merge(),
                        unseen.contract(),
                        OptionalInt.of(3),
                        List.of(),
                        Map.of("later", hint),
                        false));
        Schema said = new Schema("s", tables);
        tables.set(2, tables.get(2).with(List.of(), tables.get(2).hints(), true));
        Schema shown = new Schema("s", tables);

        Versioned once = SchemaDocument.write(said, said, base, Clearing.NONE);
        Versioned twice = SchemaDocument.write(said, shown, base, Clearing.NONE);

        assertThat(SchemaDocument.read("s", once.text())).isEqualTo(said);
        assertThat(once.version()).isEqualTo(base.schemaVersion() + 1);
        assertThat(twice.version()).isEqualTo(base.schemaVersion() + 2);
    }

    @Test
    void anotherKeyIsOneStep() {
        Base base = base(write(schema(), Base.NONE));
        Table t = schema().tables().get(0);
        List<Column> columns = t.columns().stream().map(c -> c.with(Set.of())).toList();
        Table without = new Table(t.name(), t.parent(), t.resource(), t.disposition(), columns, t.seenData());

        Versioned written = write(new Schema("s", List.of(without)), base);

        assertThat(written.version()).isEqualTo(base.schemaVersion() + 1);
    }

    /** What is said changes nothing. */
    private static Versioned write(Schema schema, Base base) {
        return SchemaDocument.write(SchemaDocument.read(schema.name(), base), schema, base, Clearing.NONE);
    }

    private static Base base(Versioned stored) {
        return new Base(new Head("1.0", 1), Optional.empty(), Optional.of(stored.text()), stored.version());
    }

    private static Schema schema() {
        List<Column> columns = new ArrayList<>();
        for (DataType type : DataType.values()) {
            columns.add(Column.nullable("c_" + type.word(), type));
        }
        columns.add(new Column("id", DataType.DECIMAL, false, OptionalInt.of(10), OptionalInt.of(2), true));
        for (ColumnRole role : ColumnRole.values()) {
            columns.add(Column.nullable("c_" + role, DataType.BIGINT).with(Set.of(role)));
        }
        columns.add(Column.required(Column.ROW_ID, DataType.TEXT));
        return new Schema(
                "s",
                List.of(
                        new Table("t", Optional.empty(), "resource", WriteDisposition.MERGE, columns, true),
                        new Table(
                                "t__l",
                                Optional.of("t"),
                                "resource",
                                WriteDisposition.MERGE,
                                List.of(Column.required(Column.PARENT_ID, DataType.TEXT)),
                                true),
                        new Table("unseen", Optional.empty(), "unseen", WriteDisposition.APPEND, List.of(), false)));
    }
}

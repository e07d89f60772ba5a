package io.wadi.load.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.DataType;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Part;
import io.wadi.model.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The row of {@code _dlt_loads} that says that a load is complete, with how many rows each table has of it. */
record LoadRow(HeadManifest load) implements Part {
    static final String TABLE = "_dlt_loads";
    /** Beside dlt's own: JSON, the number of rows by table, so that a reader can tell whether it has them all. */
    static final String ROWS = "_wadi_rows";

    private static final long COMPLETED = 0;

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("load_id", DataType.TEXT),
                Column.nullable("schema_name", DataType.TEXT),
                Column.required("status", DataType.BIGINT),
                Column.required("inserted_at", DataType.TIMESTAMP),
                Column.nullable("schema_version_hash", DataType.TEXT),
                Column.required(ROWS, DataType.JSON));
    }

    @Override
    public long rows() {
        return 1;
    }

    @Override
    public int batches() {
        return 1;
    }

    @Override
    public RecordBatch read(int index) {
        ObjectNode rows = JsonNodeFactory.instance.objectNode();
        load.rows().forEach(rows::put);
        Versioned schema = load.schemas().get(load.schemaName());
        List<Column> columns = columns();
        return new RecordBatch(
                1,
                List.of(
                        text(columns.get(0), load.head().loadId()),
                        text(columns.get(1), load.schemaName()),
                        number(columns.get(2), COMPLETED),
                        number(columns.get(3), ChronoUnit.MICROS.between(Instant.EPOCH, load.createdAt())),
                        text(columns.get(4), schema == null ? "" : schema.hash()),
                        text(columns.get(5), rows.toString())));
    }

    private static ColumnVector text(Column column, String value) {
        ColumnVector vector = new ColumnVector(ColumnVector.Storage.of(column));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        vector.appendBytes(bytes, 0, bytes.length);
        return vector;
    }

    private static ColumnVector number(Column column, long value) {
        ColumnVector vector = new ColumnVector(ColumnVector.Storage.of(column));
        vector.appendLong(value);
        return vector;
    }
}

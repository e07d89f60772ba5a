package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.UnfitValue;
import io.wadi.model.Value;
import io.wadi.normalise.Discarded.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the parser's current value into its column: as it is where the types agree, else coerced, else as a variant. */
final class Cells {
    final Discards discards = new Discards();
    /** The record has been through {@link Collisions}: contested fields are as good as any. */
    boolean resolved;

    void write(Field field, TableRows rows, int row, Utf8Parser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (field.ignored) {
            parser.skipChildren();
            return;
        }
        if (field.contested && !resolved) {
            throw Surprise.COLLISION;
        }
        if (field.keyPart != Field.NONE && !token.isStructStart()) {
            rows.key(field.keyPart, row, CanonicalJson.scalar(parser));
        }
        if (isEmpty(token, parser)) {
            refuseNull(field, rows);
            if (token != JsonToken.VALUE_NULL) {
                discards.value(rows.plan, field, Why.NO_DOUBLE);
            }
            if (!resolved && field.index != Field.NONE && rows.isWritten(field.index, row)) {
                throw Surprise.COLLISION;
            }
            return;
        }
        if (field.rowId) {
            rows.givenIds.padTo(row);
            append(rows.givenIds, coerced(value(parser, token), field.target, field, rows));
            return;
        }
        if (field.index == Field.NONE) {
            leaveOut(field, field.barred, Why.NEW_COLUMN, rows);
            parser.skipChildren();
            return;
        }
        switch (token) {
            case VALUE_STRING -> text(field, rows, row, parser);
            case VALUE_NUMBER_INT -> whole(field, rows, row, parser);
            case VALUE_NUMBER_FLOAT -> real(field, rows, row, parser);
            case VALUE_TRUE, VALUE_FALSE -> {
                if (field.type == DataType.BOOL) {
                    rows.at(field.index, row).appendLong(token == JsonToken.VALUE_TRUE ? 1 : 0);
                } else {
                    fit(field, rows, row, new Value.Bool(token == JsonToken.VALUE_TRUE));
                }
            }
            default -> json(field, rows, row, parser);
        }
    }

    /** Null, or what no double holds: dlt's rule, point 2 of contract section 13. */
    private static boolean isEmpty(JsonToken token, Utf8Parser parser) throws IOException {
        return token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue()));
    }

    private void text(Field field, TableRows rows, int row, Utf8Parser parser) throws IOException {
        parser.readText();
        if (field.type == DataType.TEXT) {
            rows.at(field.index, row)
                    .appendBytes(parser.text(), parser.textFrom(), parser.textTo() - parser.textFrom());
            return;
        }
        if (field.type == DataType.TIMESTAMP) {
            long micros = IsoTime.detect(parser.text(), parser.textFrom(), parser.textTo());
            if (micros != IsoTime.NONE) {
                rows.at(field.index, row).appendLong(micros);
                return;
            }
        }
        fit(field, rows, row, new Value.Text(string(parser)));
    }

    private static String string(Utf8Parser parser) {
        return new String(
                parser.text(), parser.textFrom(), parser.textTo() - parser.textFrom(), StandardCharsets.UTF_8);
    }

    private void whole(Field field, TableRows rows, int row, Utf8Parser parser) throws IOException {
        if (field.longs && parser.getNumberType() != NumberType.BIG_INTEGER) {
            rows.at(field.index, row).appendLong(parser.getLongValue());
        } else {
            fit(field, rows, row, value(parser, JsonToken.VALUE_NUMBER_INT));
        }
    }

    private void real(Field field, TableRows rows, int row, Utf8Parser parser) throws IOException {
        double value = parser.getDoubleValue();
        if (field.type == DataType.DOUBLE) {
            rows.at(field.index, row).appendDouble(value);
        } else {
            fit(field, rows, row, new Value.Real(value));
        }
    }

    private void json(Field field, TableRows rows, int row, Utf8Parser parser) throws IOException {
        byte[] json = WholeJson.read(parser);
        if (field.keyPart != Field.NONE) {
            rows.key(field.keyPart, row, CanonicalJson.sorted(json, 0, json.length));
        }
        if (field.type == DataType.JSON) {
            rows.at(field.index, row).appendBytes(json, 0, json.length);
        } else {
            fit(field, rows, row, new Value.Json(new String(json, StandardCharsets.UTF_8)));
        }
    }

    private static Value value(Utf8Parser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> {
                parser.readText();
                yield new Value.Text(string(parser));
            }
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER
                        ? new Value.BigWhole(parser.getBigIntegerValue())
                        : new Value.Whole(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            default -> new Value.Json(new String(WholeJson.read(parser), StandardCharsets.UTF_8));
        };
    }

    private void fit(Field field, TableRows rows, int row, Value value) {
        Optional<Value> fitting = Coercion.coerce(value, field.target);
        if (fitting.isPresent()) {
            append(rows.at(field.index, row), fitting.get());
            return;
        }
        int variant = field.variants.getOrDefault(value.type(), Field.NONE);
        if (variant == Field.NONE) {
            leaveOut(field, field.barredTypes.getOrDefault(value.type(), Mode.EVOLVE), Why.OTHER_TYPE, rows);
            return;
        }
        Column column = rows.plan.columns.get(variant);
        append(rows.at(variant, row), coerced(value, column, field, rows));
    }

    private void leaveOut(Field field, Mode mode, Why why, TableRows rows) {
        if (mode != Mode.DISCARD_VALUE) {
            throw mode == Mode.DISCARD_ROW ? Surprise.BARRED : Surprise.UNKNOWN;
        }
        discards.value(rows.plan, field, why);
    }

    /** Contract 3.4. A key that is missing is found by the destination. */
    static void refuseNull(Field field, TableRows rows) {
        if (field.required) {
            throw new CannotCoerce(Explanation.of("column " + rows.plan.name + "." + field.column
                            + ": the value under key " + field.path + " is null, and the column is not nullable")
                    .fix("correct the source; or, before the table exists, hint column." + field.column
                            + ".nullable: true"));
        }
    }

    private static Value coerced(Value value, Column column, Field field, TableRows rows) {
        return Coercion.coerce(value, column)
                .orElseThrow(() -> cannotCoerce(value.type(), column.type(), field, rows.plan));
    }

    static CannotCoerce cannotCoerce(DataType from, DataType to, Field field, TablePlan table) {
        return new CannotCoerce(
                UnfitValue.Kind.TYPE,
                Explanation.of("column " + table.name + "." + field.column + ": a value of type "
                                + from.word() + " under key " + field.path
                                + " fits neither the column nor its variant of type "
                                + to.word())
                        .fix("give the column a type that holds all its values: column." + field.column
                                + ".dataType: text"));
    }

    static void append(ColumnVector vector, Value value) {
        if (value instanceof Value.Json json && json.isNull()) {
            return;
        }
        if (value instanceof Value.Whole whole && vector.storage() == Storage.FIXED) {
            vector.appendLong(whole.value());
        } else if (value instanceof Value.Real real) {
            vector.appendDouble(real.value());
        } else if (value instanceof Value.Bool bool) {
            vector.appendLong(bool.value() ? 1 : 0);
        } else if (value instanceof Value.Timestamp timestamp) {
            vector.appendLong(timestamp.micros());
        } else if (value instanceof Value.Date date) {
            vector.appendLong(date.days());
        } else if (value instanceof Value.Time time) {
            vector.appendLong(time.micros());
        } else {
            byte[] bytes = value instanceof Value.Binary binary
                    ? binary.bytes()
                    : value.plain().getBytes(StandardCharsets.UTF_8);
            vector.appendBytes(bytes, 0, bytes.length);
        }
    }
}

package io.wadi.normalise;

import com.fasterxml.jackson.core.io.SerializedString;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.SchemaContract.Mode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key of the source's objects at one place, and where its values go: a column, the object's own fields, a nested table -
 * or none of these yet, which a reader meets as a surprise.
 */
final class Field {
    /** No column yet. */
    static final int NONE = -1;

    final SerializedString key;
    /** The key as it stands in most records: between quotes, with its colon. */
    final byte[] written;
    /** Dotted, in the source's spelling, for messages. */
    final String path;
    /** Normalised keys from the row down to this one: of two lists at one place the last stays (contract 1.4). */
    final String place;
    /** The column's name: the levels' normalised keys joined and shortened. */
    final String column;

    int index = NONE;
    /** The column, once there is one. */
    Column target;

    DataType type;
    /** The column takes every long as it is. */
    boolean longs;
    /** Variant columns by the value's type (contract 3.3). */
    final Map<DataType, Integer> variants = new EnumMap<>(DataType.class);

    /** What becomes of rows or values here when a contract lets no column come to be; else {@code EVOLVE}. */
    Mode barred = Mode.EVOLVE;
    /** The same for variant columns. */
    final Map<DataType, Mode> barredTypes = new EnumMap<>(DataType.class);
    /** Why lists make no table: a contract lets none come to be. */
    Optional<Discarded> barredTable = Optional.empty();

    /** Another key of the same table goes to the same column: who wins is decided record by record. */
    boolean contested;
    /** A system column: the source's values are not taken, but objects and lists are of their own. */
    boolean ignored;
    /** Which part of the key that row ids are made from; usually {@link #NONE}. */
    int keyPart = NONE;
    /** The row's own id, given by the source. */
    boolean rowId;
    /** Objects and lists are kept whole as json. */
    boolean whole;
    /** The column, there already or hinted, is not nullable. */
    boolean required;

    ObjectPlan object = TablePlan.NO_OBJECT;
    /** The keys of the rows that lists become. */
    ObjectPlan rows = TablePlan.NO_OBJECT;

    Field(String key, String path, List<String> fragments, String column) {
        this.key = new SerializedString(key);
        byte[] quoted = this.key.asQuotedUTF8();
        this.written = new byte[quoted.length + 3];
        System.arraycopy(quoted, 0, written, 1, quoted.length);
        written[0] = '"';
        written[quoted.length + 1] = '"';
        written[quoted.length + 2] = ':';
        this.path = path;
        this.place = String.join("\0", fragments);
        this.column = column;
        this.target = Column.nullable(column, DataType.TEXT);
        this.type = target.type();
    }

    private Field(Field from) {
        key = from.key;
        written = from.written;
        path = from.path;
        place = from.place;
        column = from.column;
        index = from.index;
        target = from.target;
        type = from.type;
        longs = from.longs;
        variants.putAll(from.variants);
        barred = from.barred;
        barredTypes.putAll(from.barredTypes);
        barredTable = from.barredTable;
        contested = from.contested;
        ignored = from.ignored;
        keyPart = from.keyPart;
        rowId = from.rowId;
        whole = from.whole;
        required = from.required;
    }

    void goesTo(int at, Column to) {
        index = at;
        target = to;
        type = to.type();
        int bits = to.precision().orElse(Long.SIZE);
        longs = type == DataType.BIGINT && bits > Integer.SIZE && bits <= Long.SIZE;
    }

    Field copy(TablePlan owner, Plan into) {
        Field copy = new Field(this);
        if (object != TablePlan.NO_OBJECT) {
            copy.object = object.copy(owner, into);
        }
        if (rows != TablePlan.NO_OBJECT) {
            copy.rows = into.table(rows.table.index).rows(rows.level);
        }
        return copy;
    }
}

package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Rows of a copy, however its messages are cut. */
class CopyMessagesTest {
    private record Messages(Deque<byte[]> left) implements CopyOut {
        @Override
        public byte @Nullable [] readFromCopy() {
            return left.poll();
        }

        @Override
        public byte @Nullable [] readFromCopy(boolean block) {
            return left.poll();
        }

        @Override
        public int getFieldCount() {
            return 1;
        }

        @Override
        public int getFormat() {
            return 1;
        }

        @Override
        public int getFieldFormat(int field) {
            return 1;
        }

        @Override
        public boolean isActive() {
            return !left.isEmpty();
        }

        @Override
        public void cancelCopy() {
            left.clear();
        }

        @Override
        public long getHandledRowCount() {
            return 0;
        }
    }

    /** Rows of two fields: one is null, the other has as many bytes as its number. */
    private static byte[] stream(int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("PGCOPY\n");
        out.write(new byte[] {(byte) 0xff, '\r', '\n', 0});
        out.writeInt(0);
        out.writeInt(3);
        out.write(new byte[3]);
        for (int row = 0; row < rows; row++) {
            out.writeShort(2);
            out.writeInt(-1);
            out.writeInt(row);
            out.write(new byte[row]);
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }

    private static Messages cut(byte[] all, List<Integer> lengths) {
        Deque<byte[]> pieces = new ArrayDeque<>();
        int from = 0;
        for (int i = 0; from < all.length; i++) {
            int to = Math.min(all.length, from + lengths.get(i % lengths.size()));
            pieces.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        return new Messages(pieces);
    }

    @Property(tries = 300)
    void theRowsAreTheSame(
            @ForAll @IntRange(max = 20) int rows,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 40) Integer> lengths)
            throws Exception {
        CopyMessages messages = new CopyMessages(cut(stream(rows), lengths));
        List<Integer> read = new ArrayList<>();
        while (messages.nextRow()) {
            assertThat(messages.nextField()).isEqualTo(-1);
            int length = messages.nextField();
            assertThat(messages.data().length).isGreaterThanOrEqualTo(messages.from() + length);
            read.add(length);
        }

        assertThat(read).hasSize(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(read.get(row)).isEqualTo(row);
        }
        assertThat(messages.nextRow()).isFalse();
    }

    @Property(tries = 100)
    void oneThatEndsEarlyIsNoWhole(@ForAll @IntRange(min = 1, max = 40) int missing) throws Exception {
        byte[] all = stream(8);
        CopyMessages messages = new CopyMessages(cut(Arrays.copyOf(all, all.length - missing), List.of(16)));

        assertThatThrownBy(() -> {
                    while (messages.nextRow()) {
                        messages.nextField();
                        messages.nextField();
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("within a row");
    }
}

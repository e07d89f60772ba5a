package io.wadi.extract.files;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The records of CSV text in UTF-8, one at a time, as stretches of a buffer (RFC 4180). Line ends are LF, CRLF or CR; blank
 * lines are passed over; quotes in a cell that does not begin with one are text. Never quotes what it reads in a message.
 */
final class CsvRecords {
    private static final int BUFFER = 1 << 20;
    private static final int LONGEST_RECORD = 512 << 20;

    /** No byte is this. */
    private static final int NO_QUOTE = 256;

    private final InputStream in;
    private final byte delimiter;
    private final int quote;
    private final String file;
    private byte[] bytes = new byte[BUFFER];
    private int limit;
    private boolean ended;
    /** Where the next record begins. */
    private int at;

    private long nextLine = 1;
    private long line;
    private int cells;
    private int[] from = new int[16];
    private int[] to = new int[16];
    private boolean[] doubled = new boolean[16];
    private byte[] unquoted = {};

    /** @param quote 0 for none */
    CsvRecords(InputStream in, char delimiter, char quote, String file) {
        this.in = in;
        this.delimiter = (byte) delimiter;
        this.quote = quote == 0 ? NO_QUOTE : quote;
        this.file = file;
    }

    /** The line on which the record begins, counted from 1. */
    long line() {
        return line;
    }

    int cells() {
        return cells;
    }

    /** Where the cell's bytes are; good until the next cell is asked for. */
    byte[] bytes(int cell) {
        return doubled[cell] ? unquoted(cell) : bytes;
    }

    int from(int cell) {
        return doubled[cell] ? 0 : from[cell];
    }

    int to(int cell) {
        return doubled[cell] ? length(cell) : to[cell];
    }

    /** Whether the input ends with this record. */
    boolean isLast() {
        return ended && at >= limit;
    }

    boolean next() throws IOException {
        while (true) {
            line = nextLine;
            int end = record();
            while (end < 0) {
                fill();
                end = record();
            }
            int begin = at;
            at = end;
            if (begin >= limit) {
                return false;
            }
            if (cells > 1 || to[0] > begin) {
                return true;
            }
        }
    }

    /** @return where the record ends, its line end included, or -1 when more has to be read to tell */
    private int record() {
        cells = 0;
        nextLine = line;
        int here = at;
        while (true) {
            here = here < limit && bytes[here] == quote ? quoted(here + 1) : plain(here);
            if (here < 0 || (here >= limit && !ended)) {
                return -1;
            }
            if (here >= limit) {
                return limit;
            }
            if (bytes[here] == delimiter) {
                here++;
                if (here >= limit && !ended) {
                    return -1;
                }
            } else if (bytes[here] == '\n') {
                nextLine++;
                return here + 1;
            } else {
                if (here + 1 >= limit && !ended) {
                    return -1;
                }
                nextLine++;
                return here + 1 < limit && bytes[here + 1] == '\n' ? here + 2 : here + 1;
            }
        }
    }

    /** @return the delimiter or line end behind the cell */
    private int plain(int first) {
        int here = first;
        while (here < limit) {
            byte b = bytes[here];
            if (b == delimiter || b == '\n' || b == '\r') {
                break;
            }
            here++;
        }
        cell(first, here, false);
        return here;
    }

    /** @return what follows the closing quote, or -1 */
    private int quoted(int first) {
        boolean twice = false;
        int here = first;
        while (true) {
            while (here < limit && bytes[here] != quote) {
                nextLine += bytes[here] == '\n' ? 1 : 0;
                here++;
            }
            if (here >= limit) {
                if (ended) {
                    throw malformed("a quote is opened and never closed");
                }
                return -1;
            }
            if (here + 1 >= limit && !ended) {
                return -1;
            }
            if (here + 1 < limit && bytes[here + 1] == quote) {
                twice = true;
                here += 2;
                continue;
            }
            cell(first, here, twice);
            here++;
            if (here < limit && bytes[here] != delimiter && bytes[here] != '\n' && bytes[here] != '\r') {
                throw malformed("text follows the closing quote of cell " + cells);
            }
            return here;
        }
    }

    private void cell(int first, int end, boolean twice) {
        if (cells == from.length) {
            from = Arrays.copyOf(from, cells * 2);
            to = Arrays.copyOf(to, cells * 2);
            doubled = Arrays.copyOf(doubled, cells * 2);
        }
        from[cells] = first;
        to[cells] = end;
        doubled[cells++] = twice;
    }

    private byte[] unquoted(int cell) {
        if (unquoted.length < to[cell] - from[cell]) {
            unquoted = new byte[to[cell] - from[cell]];
        }
        int length = 0;
        for (int here = from[cell]; here < to[cell]; here++) {
            unquoted[length++] = bytes[here];
            here += bytes[here] == quote ? 1 : 0;
        }
        return unquoted;
    }

    private int length(int cell) {
        int quotes = 0;
        for (int here = from[cell]; here < to[cell]; here++) {
            quotes += bytes[here] == quote ? 1 : 0;
        }
        return to[cell] - from[cell] - quotes / 2;
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, at, bytes, 0, limit - at);
        limit -= at;
        at = 0;
        if (limit == bytes.length) {
            if (limit >= LONGEST_RECORD) {
                throw malformed("a record is longer than " + (LONGEST_RECORD >> 20) + " MB; is a quote not closed?");
            }
            bytes = Arrays.copyOf(bytes, limit * 2);
        }
        int read = in.readNBytes(bytes, limit, bytes.length - limit);
        limit += read;
        ended = limit < bytes.length;
    }

    TerminalFailure malformed(String why) {
        return new TerminalFailure(Explanation.of("malformed CSV: " + why)
                .at(file + ", line " + line)
                .fix("correct the file, or say how it is written: csv.delimiter, csv.quote, csv.header"));
    }
}

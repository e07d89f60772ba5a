package io.wadi.extract.files;

import io.wadi.model.DataType;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the beginning of a CSV file says of the whole: what separates its cells, whether the first record has the names, and
 * of which type each column is.
 *
 * @param delimiter the one that cuts most records into as many cells as the first has
 * @param header whether the first record has names: it has, unless a cell of it is a number, a date or a truth value
 */
record CsvStart(char delimiter, boolean header, List<String> names, List<CsvType> types, List<String> warnings) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int LOOKED_AT = 1_000;

    CsvStart {
        names = List.copyOf(names);
        types = List.copyOf(types);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param head the beginning of the text in UTF-8
     * @param whole whether that is all of it; else its last record is not looked at
     * @param said types of columns, by name
     * @return empty when there is no record
     */
    static Optional<CsvStart> of(
            byte[] head, boolean whole, CsvOptions options, Map<String, DataType> said, String file)
            throws IOException {
        char delimiter = options.delimiter().isPresent() ? options.delimiter().get() : delimiter(head, options);
        Columns columns = new Columns(options);
        CsvRecords records = new CsvRecords(new ByteArrayInputStream(head), delimiter, options.quote(), file);
        try {
            while (records.next() && (whole || !records.isLast())) {
                columns.add(records);
            }
        } catch (TerminalFailure e) {
            // The end of what is looked at may be in the middle of a cell; a real fault is met again, and told, later.
            return columns.start(delimiter, said, file);
        }
        return columns.start(delimiter, said, file);
    }

    private static char delimiter(byte[] head, CsvOptions options) throws IOException {
        char best = DELIMITERS[0];
        double most = 0;
        for (char each : DELIMITERS) {
            double agreement = each == options.quote() ? 0 : agreement(head, each, options.quote());
            if (agreement > most) {
                most = agreement;
                best = each;
            }
        }
        return best;
    }

    /** The share of the records that have as many cells as the first, more than one. */
    private static double agreement(byte[] head, char delimiter, char quote) throws IOException {
        CsvRecords records = new CsvRecords(new ByteArrayInputStream(head), delimiter, quote, "");
        int width = 0;
        int seen = 0;
        int same = 0;
        try {
            while (seen < LOOKED_AT && records.next()) {
                if (seen > 0 && records.isLast()) {
                    break; // it may be cut off
                }
                width = seen == 0 ? records.cells() : width;
                seen++;
                same += records.cells() == width ? 1 : 0;
            }
        } catch (TerminalFailure e) {
            same--; // so that one that cuts well is preferred
        }
        return width < 2 ? 0 : (double) same / seen;
    }

    /** Gathers what the columns can be. */
    private static final class Columns {
        private final CsvOptions options;
        private final byte[] nullText;
        private final List<String> first = new ArrayList<>();
        private final List<Set<CsvType>> firstTypes = new ArrayList<>();
        private final List<Set<CsvType>> types = new ArrayList<>();
        private boolean any;

        Columns(CsvOptions options) {
            this.options = options;
            this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
        }

        void add(CsvRecords record) {
            for (int i = 0; i < record.cells(); i++) {
                byte[] bytes = record.bytes(i);
                int from = record.from(i);
                int to = record.to(i);
                if (!any) {
                    first.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                    firstTypes.add(type(bytes, from, to));
                    types.add(EnumSet.allOf(CsvType.class));
                } else if (i < types.size() && !CsvPage.isNull(bytes, from, to, nullText)) {
                    narrow(types.get(i), bytes, from, to);
                }
            }
            any = true;
        }

        private Set<CsvType> type(byte[] bytes, int from, int to) {
            return CsvPage.isNull(bytes, from, to, nullText)
                    ? EnumSet.allOf(CsvType.class)
                    : CsvType.of(bytes, from, to);
        }

        /** Looks only at what it may still be. */
        private static void narrow(Set<CsvType> types, byte[] bytes, int from, int to) {
            if (types.size() > 1) {
                types.removeIf(type -> type != CsvType.TEXT && type.read(bytes, from, to) == CsvType.NONE);
            }
        }

        Optional<CsvStart> start(char delimiter, Map<String, DataType> said, String file) {
            if (!any) {
                return Optional.empty();
            }
            boolean header = options.header()
                    .orElseGet(() ->
                            firstTypes.stream().noneMatch(t -> t.size() > 1 && t.size() < CsvType.values().length));
            List<String> warnings = new ArrayList<>();
            List<String> names = names(header, file, warnings);
            List<CsvType> found = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                Set<CsvType> left = types.get(i);
                if (!header) {
                    left.retainAll(firstTypes.get(i));
                }
                String name = names.get(i);
                found.add(Optional.ofNullable(said.get(name)).map(CsvType::of).orElseGet(() -> narrowest(left)));
            }
            return Optional.of(new CsvStart(delimiter, header, names, found, warnings));
        }

        /** A column without a value is text, as one of many kinds of value is. */
        private static CsvType narrowest(Collection<CsvType> left) {
            return left.size() == CsvType.values().length
                    ? CsvType.TEXT
                    : left.stream().findFirst().orElse(CsvType.TEXT);
        }

        /** Each once: a name that comes again has its number behind it, a missing one is that of its place. */
        private List<String> names(boolean header, String file, List<String> warnings) {
            List<String> names = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            Map<String, Integer> repeated = new HashMap<>();
            for (int i = 0; i < first.size(); i++) {
                String wanted = i < options.names().size()
                        ? options.names().get(i)
                        : header && !first.get(i).isBlank() ? first.get(i).strip() : "column" + i;
                String name = wanted;
                while (!taken.add(name)) {
                    name = wanted + "_" + repeated.merge(wanted, 1, Integer::sum);
                }
                if (!name.equals(wanted)) {
                    warnings.add("the header of " + file + " has " + wanted + " more than once: column " + (i + 1)
                            + " is loaded as " + name);
                }
                names.add(name);
            }
            return names;
        }
    }
}

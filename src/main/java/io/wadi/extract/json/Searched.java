package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonParser;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A response that is searched for its records, and then read from its beginning: what was seen in between is held. */
final class Searched {
    /** How far the records are searched for, in bytes. */
    static final int FURTHEST = 64 << 20;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final InputStream response;
    private final String what;

    Searched(InputStream response, String what) {
        this.response = response;
        this.what = what;
    }

    JsonPath find() throws IOException {
        try (JsonParser json = RecordReader.JSON.createParser(new Noted())) {
            return AutoSelector.find(json);
        }
    }

    /** The whole response. */
    InputStream again() {
        return new SequenceInputStream(new ByteArrayInputStream(seen.toByteArray()), response);
    }

    private final class Noted extends FilterInputStream {
        Noted() {
            super(response);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int count) throws IOException {
            int read = super.read(to, from, count);
            if (read > 0) {
                seen.write(to, from, read);
            }
            if (seen.size() > FURTHEST) {
                throw new TerminalFailure(Explanation.of(what + " was searched for its records for " + (FURTHEST >> 20)
                                + " MB, and none are under a usual name")
                        .fix("say where they are: dataSelector: $.items"));
            }
            return read;
        }

        @Override
        public void close() {
            // it is read on
        }
    }
}

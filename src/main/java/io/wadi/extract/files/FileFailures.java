package io.wadi.extract.files;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;

/** What is wrong with files, for people. */
final class FileFailures {
    private FileFailures() {}

    /** @param place the file, and how far it was read */
    static TerminalFailure unreadable(String place, IOException e) {
        if (e instanceof Compression.Zipped) {
            return new TerminalFailure(
                    Explanation.of("it is a ZIP archive, as .xlsx files are, too, and no file is read out of one")
                            .at(place)
                            .fix("unpack it, or save it as CSV; gzip and zstd are read as they are"),
                    e);
        }
        if (e instanceof EOFException || e instanceof ZipException || isZstd(e)) {
            return new TerminalFailure(
                    Explanation.of("a compressed file ends early or is damaged")
                            .at(place)
                            .fix("fetch or write it again, and then run again"),
                    e);
        }
        if (e instanceof CharacterCodingException) {
            return new TerminalFailure(
                    Explanation.of("the text is not in the encoding that csv.encoding says")
                            .at(place)
                            .fix("correct csv.encoding, or leave it out: UTF-8"),
                    e);
        }
        return new TerminalFailure(
                Explanation.of("the file cannot be read: " + e.getMessage())
                        .at(place)
                        .fix("check that it is a file and that the user that runs wadi may read it"),
                e);
    }

    /** Closes what was only read from: where that fails nothing is lost, and there is nothing to tell. */
    static void close(Closeable read) {
        try {
            read.close();
        } catch (IOException e) {
            return;
        }
    }

    /** Its class is not asked for: it would load a native library. */
    private static boolean isZstd(IOException e) {
        return e.getClass().getName().startsWith("com.github.luben.zstd.");
    }
}

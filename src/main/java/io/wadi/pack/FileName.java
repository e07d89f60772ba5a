package io.wadi.pack;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/** A name as part of a file's name: readable where it can be, never a path, never too long, different for each name. */
final class FileName {
    private static final int READABLE = 80;

    private FileName() {}

    static String of(String name) {
        if (name.length() <= READABLE && name.matches("[a-z0-9_-]+")) {
            return name;
        }
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        String readable = name.substring(0, Math.min(READABLE, name.length())).replaceAll("[^a-zA-Z0-9_-]", "_");
        return String.format(Locale.ROOT, "%s.%08x", readable, crc.getValue());
    }
}

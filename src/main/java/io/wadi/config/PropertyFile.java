package io.wadi.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The properties of a file with the lines that they stand on. */
final class PropertyFile {
    private PropertyFile() {}

    static List<Literal> read(Path file) {
        List<Literal> properties = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                int first = i;
                StringBuilder logical = new StringBuilder(lines.get(i)).append('\n');
                while (!isComment(lines.get(first)) && lines.get(i).endsWith("\\") && i + 1 < lines.size()) {
                    logical.append(lines.get(++i)).append('\n');
                }
                Properties one = new Properties();
                one.load(new StringReader(logical.toString()));
                Place place = new Place(String.valueOf(file.getFileName()), first + 1);
                one.stringPropertyNames().forEach(key -> properties.add(new Literal(key, one.getProperty(key), place)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The line on which a key counts: the last, where it is there twice. */
    static String place(Path file, String key) {
        return read(file).stream()
                .filter(property -> property.name().equals(key))
                .reduce((before, last) -> last)
                .map(property -> property.place().toString())
                .orElse(String.valueOf(file.getFileName()));
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.startsWith("#") || text.startsWith("!");
    }
}

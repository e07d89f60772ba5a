package io.wadi.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What steps of a route leave; called by Camel. */
public final class Bodies {
    public record Person(int id, String name) {}

    private static Map<String, Object> row(int id) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", "n" + id);
        return row;
    }

    public String text() {
        return "[{\"id\":1,\"name\":\"n1\"},{\"id\":2,\"name\":\"n2\"}]";
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    public InputStream stream() {
        return new FilterInputStream(new ByteArrayInputStream(bytes())) {};
    }

    public Reader reader() {
        return new StringReader(text());
    }

    public JsonNode tree() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addObject().put("id", 1).put("name", "n1");
        array.addObject().put("id", 2).put("name", "n2");
        return array;
    }

    public List<Map<String, Object>> list() {
        return List.of(row(1), row(2));
    }

    public Set<Person> oneRecord() {
        return Set.of(new Person(1, "n1"));
    }

    public Object[] array() {
        return new Object[] {row(1), new Person(2, "n2")};
    }

    public Iterator<Map<String, Object>> iterator() {
        return list().iterator();
    }

    public Stream<Person> javaStream() {
        return IntStream.rangeClosed(1, 2).mapToObj(id -> new Person(id, "n" + id));
    }

    public Map<String, Object> map() {
        return Map.of("data", list());
    }

    public Person bean() {
        return new Person(1, "n1");
    }

    public Map<String, Object> values() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("price", new BigDecimal("1.10"));
        row.put("day", LocalDate.of(2026, 1, 2));
        row.put("at", Instant.parse("2026-01-02T03:04:05.123456Z"));
        row.put("sqlDay", Date.valueOf("2026-01-02"));
        row.put("sqlAt", Timestamp.from(Instant.parse("2026-01-02T03:04:05.5Z")));
        row.put("nothing", null);
        return row;
    }

    public String nothing() {
        return null;
    }

    public String empty() {
        return "";
    }

    public String broken() {
        return "[{\"secret\": 4711]";
    }

    public int number() {
        return 4711;
    }

    public Object opaque() {
        return new Object();
    }

    public List<Object> opaqueList() {
        return List.of(row(1), new Object());
    }

    public Iterator<Map<String, Object>> failing() {
        return Stream.concat(list().stream(), Stream.of(3).map(id -> {
                    throw new IllegalStateException("4711");
                }))
                .map(value -> row(1))
                .iterator();
    }

    /** Closed at its end, and never ahead of its reader. */
    public static final class Endless implements Iterator<Map<String, Object>>, AutoCloseable {
        static final AtomicInteger ASKED = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();
        private final String text = "x".repeat(1 << 20);

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Map<String, Object> next() {
            return Map.of("id", ASKED.incrementAndGet(), "text", text);
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }

        public static Iterator<Map<String, Object>> make() {
            return new Endless();
        }
    }
}

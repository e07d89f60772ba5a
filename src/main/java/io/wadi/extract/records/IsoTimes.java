package io.wadi.extract.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Set;
import java.util.function.Function;

/** Dates and times of Java as text in ISO's form, which becomes dates and timestamps. */
final class IsoTimes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** They have no instant, and their text is ISO's. Named, for JDBC is not known here. */
    private static final Set<String> WITHOUT_INSTANT = Set.of("java.sql.Date", "java.sql.Time");

    IsoTimes() {
        addSerializer(new Written<>(Date.class, IsoTimes::date));
        addSerializer(
                new Written<>(ZonedDateTime.class, t -> t.toOffsetDateTime().toString()));
        addSerializer(new Written<>(TemporalAccessor.class, TemporalAccessor::toString));
        addSerializer(new Written<>(Duration.class, Duration::toString));
    }

    @SuppressWarnings("JavaUtilDate") // it is what JDBC and beans have
    private static String date(Date date) {
        return WITHOUT_INSTANT.contains(date.getClass().getName())
                ? date.toString()
                : date.toInstant().toString();
    }

    private static final class Written<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> text;

        Written(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }
}

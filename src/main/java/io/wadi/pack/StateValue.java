package io.wadi.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** A cursor value in the state: JSON as it is, other types behind a private-use character (contract 2.2). */
final class StateValue {
    private static final String DECIMAL = "\uf026";
    private static final String TIMESTAMP = "\uf027";
    private static final String DATE = "\uf028";
    /** As Python writes it: six digits of a second's fraction, or none. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private StateValue() {}

    static JsonNode write(Optional<Value> value) {
        return value.map(StateValue::write).orElse(NullNode.getInstance());
    }

    private static JsonNode write(Value value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value.type()) {
            case BIGINT ->
                value instanceof Value.Whole whole
                        ? json.numberNode(whole.value())
                        : json.numberNode(((Value.BigWhole) value).value());
            case DOUBLE -> json.numberNode(((Value.Real) value).value());
            case BOOL -> json.booleanNode(((Value.Bool) value).value());
            case TEXT -> json.textNode(((Value.Text) value).value());
            case TIMESTAMP -> json.textNode(TIMESTAMP + iso(instant(((Value.Timestamp) value).micros())));
            case DATE -> json.textNode(DATE + LocalDate.ofEpochDay(((Value.Date) value).days()));
            case DECIMAL ->
                json.textNode(DECIMAL + ((Value.Decimal) value).value().toPlainString());
            case BINARY, JSON, WEI, TIME ->
                throw new IllegalStateException("no cursor is a " + value.type().word());
        };
    }

    private static String iso(OffsetDateTime time) {
        return (time.getNano() == 0 ? WHOLE : ISO).format(time);
    }

    private static OffsetDateTime instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static Optional<Value> read(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> Optional.of(new Value.Bool(node.booleanValue()));
            case NUMBER ->
                Optional.of(
                        node.isIntegralNumber()
                                ? Value.whole(node.bigIntegerValue())
                                : new Value.Real(node.doubleValue()));
            case STRING -> Optional.of(text(node.textValue()));
            default -> Optional.empty();
        };
    }

    /** Without a zone it is UTC, as in dlt (contract 3.1). */
    private static Instant instant(String iso) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }

    private static Value text(String text) {
        if (text.startsWith(TIMESTAMP)) {
            return new Value.Timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, instant(text.substring(1))));
        }
        if (text.startsWith(DATE)) {
            return new Value.Date(
                    Math.toIntExact(LocalDate.parse(text.substring(1)).toEpochDay()));
        }
        if (text.startsWith(DECIMAL)) {
            return new Value.Decimal(new BigDecimal(text.substring(1)));
        }
        return new Value.Text(text);
    }
}

package io.wadi.camel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.model.JsonPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/** JSON as bodies of exchanges: pages as arrays, and conversions from and to trees, lists and maps. */
final class JsonBodies {
    /** Numbers keep their digits. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

    private JsonBodies() {}

    /** So that a step of a route gets a page as the type it asks for. */
    static void register(CamelContext context) {
        TypeConverterRegistry registry = context.getTypeConverterRegistry();
        for (Class<?> from : List.of(byte[].class, String.class, InputStream.class)) {
            registry.addTypeConverter(
                    JsonNode.class, from, converter((exchange, body) -> MAPPER.readTree(text(body, exchange))));
            registry.addTypeConverter(
                    List.class, from, converter((exchange, body) -> MAPPER.readValue(text(body, exchange), LIST)));
        }
        for (Class<?> from : List.of(Map.class, List.class)) {
            registry.addTypeConverter(JsonNode.class, from, converter((exchange, body) -> MAPPER.valueToTree(body)));
        }
        registry.addTypeConverter(
                List.class, ArrayNode.class, converter((exchange, body) -> MAPPER.convertValue(body, LIST)));
        registry.addTypeConverter(
                byte[].class, JsonNode.class, converter((exchange, body) -> MAPPER.writeValueAsBytes(body)));
        registry.addTypeConverter(
                String.class,
                JsonNode.class,
                // As in camel-jackson: a text that jq found goes into a header or a sentence without its quotes.
                converter((exchange, body) ->
                        body instanceof TextNode text ? text.textValue() : MAPPER.writeValueAsString(body)));
        registry.addTypeConverter(
                InputStream.class,
                JsonNode.class,
                converter((exchange, body) -> new java.io.ByteArrayInputStream(MAPPER.writeValueAsBytes(body))));
    }

    private interface Conversion {
        Object convert(Exchange exchange, Object body) throws IOException;
    }

    private static SimpleTypeConverter converter(Conversion conversion) {
        return new SimpleTypeConverter(false, (type, exchange, value) -> {
            try {
                return conversion.convert(exchange, value);
            } catch (IOException e) {
                // Jackson's own words would quote the data.
                throw new TypeConversionException("JSON", type, new IOException("not JSON"));
            }
        });
    }

    /** What a route left, as JSON; empty when it is nothing that can be JSON. */
    static Optional<byte[]> bytes(Object body, Exchange exchange) {
        try {
            return body instanceof JsonNode
                            || body instanceof Map
                            || body instanceof Iterable
                            || body instanceof Iterator
                    ? Optional.of(MAPPER.writeValueAsBytes(body))
                    : Optional.ofNullable(
                            exchange.getContext().getTypeConverter().tryConvertTo(byte[].class, exchange, body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] text(Object body, Exchange exchange) {
        return exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
    }

    /** The records of a page, as they came, between brackets. */
    static byte[] array(JsonPage page) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(page.length() + 2);
        try (JsonParser json = MAPPER.createParser(page.bytes(), page.from(), page.length())) {
            int record = page.from();
            char before = '[';
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                json.skipChildren();
                json.finishToken();
                int end = page.from() + (int) json.currentLocation().getByteOffset();
                array.write(before);
                array.write(page.bytes(), record, end - record);
                record = end;
                before = ',';
            }
            if (before == '[') {
                array.write('[');
            }
            array.write(']');
        } catch (IOException e) {
            throw new UncheckedIOException("a page is not JSON", e);
        }
        return array.toByteArray();
    }
}

package io.wadi.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.server.Problem.Flaw;
import io.wadi.server.Problem.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A body, read strictly: every flaw is found, with its place, before anything is done. What is empty counts as absent. */
public final class Body {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode node;
    private final List<Flaw> flaws = new ArrayList<>();

    private Body(ObjectNode node) {
        this.node = node;
    }

    /** @throws Refusal where the text is no JSON, or no object; none at all is an empty object */
    public static Body of(String text, Set<String> known) {
        Body body = new Body(object(text));
        body.node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                body.flaw("/" + escaped(name), "there is no " + name, Api.advice(name, known));
            }
        });
        return body;
    }

    private static ObjectNode object(String text) {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode read;
        try {
            read = STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            String place = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw new Refusal(
                    Problem.of(Kind.UNREADABLE, "the body is not JSON" + place).fix("send an object, each key once"));
        }
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(Problem.of(Kind.UNUSABLE, "the body is no object")
                .with(List.of(new Flaw("", "an object is wanted", Optional.empty()))));
    }

    public Optional<String> text(String name) {
        JsonNode value = node.path(name);
        if (value.isTextual() || value.isMissingNode() || value.isNull()) {
            return Optional.of(value.asText("")).filter(text -> !text.isEmpty());
        }
        flaw("/" + name, "a text is wanted", "put it in quotes");
        return Optional.empty();
    }

    public String needed(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty() && (!node.has(name) || node.get(name).isTextual())) {
            flaw("/" + name, "it is missing", "give one");
        }
        return text.orElse("");
    }

    /** False unless told. */
    public boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean() && !value.isMissingNode() && !value.isNull()) {
            flaw("/" + name, "true or false is wanted", "leave the quotes out");
        }
        return value.asBoolean(false);
    }

    public int number(String name, int usual) {
        JsonNode value = node.path(name);
        if (!value.isInt() && !value.isMissingNode() && !value.isNull()) {
            flaw("/" + name, "a whole number is wanted", "leave quotes and fractions out");
        }
        return value.asInt(usual);
    }

    public Optional<Instant> instant(String name) {
        Optional<String> text = text(name);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            flaw("/" + name, text.orElse("") + " is no instant", "write it as in 2026-01-31T06:00:00Z");
            return Optional.empty();
        }
    }

    /** Numbers, true and false count as their text. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode values = node.path(name);
        if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
            flaw("/" + name, "an object is wanted", "write {\"name\": \"value\"}");
        }
        values.properties().forEach(field -> {
            if (field.getValue().isTextual()
                    || field.getValue().isNumber()
                    || field.getValue().isBoolean()) {
                texts.put(field.getKey(), field.getValue().asText());
            } else {
                flaw("/" + name + "/" + escaped(field.getKey()), "a text is wanted", "put it in quotes");
            }
        });
        return texts;
    }

    public List<String> list(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode values = node.path(name);
        if (!values.isArray() && !values.isMissingNode() && !values.isNull()) {
            flaw("/" + name, "a list is wanted", "write [\"value\"]");
        }
        for (int i = 0; values.isArray() && i < values.size(); i++) {
            if (values.get(i).isTextual()) {
                texts.add(values.get(i).asText());
            } else {
                flaw("/" + name + "/" + i, "a text is wanted", "put it in quotes");
            }
        }
        return texts;
    }

    private void flaw(String pointer, String detail, String fix) {
        flaws.add(new Flaw(pointer, detail, Optional.of(fix)));
    }

    /** @throws Refusal where something that was read so far is wrong */
    public void check() {
        if (!flaws.isEmpty()) {
            String first = flaws.get(0).pointer() + ": " + flaws.get(0).detail();
            throw new Refusal(Problem.of(Kind.UNUSABLE, first).with(flaws));
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

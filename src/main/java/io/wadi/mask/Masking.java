package io.wadi.mask;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.wadi.model.ColumnPage;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Masks the pages of one resource. For one thread.
 *
 * <p>A rule's path is a {@link io.wadi.model.MaskPath}. A value that is a row by itself - a record or an element that is no
 * object - is called {@code value}, as its column will be (contract section 2). What a rule means is masked whole, be it a
 * text or an object; rules below it find nothing.
 *
 * <ul>
 *   <li>{@code hash}: HMAC-SHA256 under the project's key, {@value #HASH_LENGTH} lower-case hexadecimal digits. Of a text
 *       its UTF-8 is hashed, of a number its plain decimal digits (1, 1.0 and 1e0 are equal), of an object or list its
 *       compact JSON with sorted keys. There is no mark of the type: a customer's number finds itself in a source that
 *       writes it as text, and anybody with the key can hash what they look for.
 *   <li>{@code redact}: the text {@value #REDACTED}.
 *   <li>{@code partial}: the same text, then of an e-mail {@code @} and its domain, of other values of twelve and more
 *       characters the last four; of an object or list nothing.
 *   <li>{@code truncate-date}: of an ISO date or timestamp its month, or its year; what is none becomes null, and is counted.
 *   <li>{@code null}: the key without a value.
 *   <li>{@code drop}: key and value go; where there is no key, null stays behind.
 * </ul>
 *
 * A null stays null, for there is nothing to hide in it and a column's type must not come from it.
 *
 * <p>Of a page of typed columns a rule names a column, or a place within the values of a json column. A column of hashes or
 * redacted values is text, one of truncated dates or nulls keeps its type, a dropped one goes. A value that JSON has no word
 * for is hashed as its ISO 8601 text, timestamps in UTC with {@code Z}; binary as base64.
 */
public final class Masking {
    /** What is left of a redacted value. */
    public static final String REDACTED = "***";

    /** Characters of a hashed value. */
    public static final int HASH_LENGTH = 64;

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final List<Mask> rules;
    private final Place root;
    private final Remains remains;
    private long records;

    /**
     * @param key the project's secret {@code wadi.mask.key}
     * @throws ConfigurationFailure when two rules contradict each other, or a value is to be hashed and there is no key; names
     *     every problem
     */
    public Masking(List<Mask> rules, Optional<byte[]> key) {
        List<Explanation> problems = new ArrayList<>(new Masks(rules).contradictions());
        String hashed = rules.stream()
                .filter(rule -> rule.kind() == Mask.Kind.HASH)
                .map(Mask::from)
                .collect(Collectors.joining(", "));
        Optional<byte[]> usable = key.filter(k -> k.length > 0);
        if (!hashed.isEmpty() && usable.isEmpty()) {
            problems.add(Explanation.of("no key to hash with, which is asked for by " + hashed)
                    .fix("set the secret wadi.mask.key, in the environment WADI_MASK_KEY; keep it: another key gives"
                            + " other hashes"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        this.rules = List.copyOf(rules);
        this.root = Place.root(rules);
        this.remains = new Remains(usable.map(KeyedHash::new));
    }

    /** Whether anything is masked at all. */
    boolean isNeeded() {
        return !rules.isEmpty();
    }

    /**
     * The page with its values masked, of whichever kind it is.
     *
     * @throws TerminalFailure when a record, or a json column's value below which a rule leads, is not JSON
     */
    public Page apply(Page page) {
        if (page instanceof JsonPage json) {
            return apply(json);
        }
        records += page.records();
        return rules.isEmpty() ? page : new MaskedColumns((ColumnPage) page, remains).masked(root);
    }

    /**
     * The page with its values masked: as many records, and from the same origin, but no longer a stretch of a file.
     * Without rules it is the page itself.
     *
     * @throws TerminalFailure when a record is not JSON; it is named, but nothing of it is shown
     */
    public JsonPage apply(JsonPage page) {
        records += page.records();
        if (rules.isEmpty()) {
            return page;
        }
        MaskedPage masked = new MaskedPage(page, remains);
        int record = 0;
        try (JsonParser json = JSON.createParser(page.bytes(), page.from(), page.length())) {
            while (json.nextToken() != null) {
                masked.value(json, root);
                json.finishToken();
                record++;
            }
        } catch (IOException e) {
            throw invalid(page, record, e);
        }
        return masked.page();
    }

    /**
     * What a person should look at once all pages have passed: rules of this very resource that met no field, and values that
     * became null for they were no dates.
     */
    public List<String> warnings(String resource) {
        Set<Mask> met = new HashSet<>();
        Map<Mask, Long> lost = new LinkedHashMap<>();
        root.tally(met, lost);
        List<String> warnings = new ArrayList<>();
        for (Mask rule : rules) {
            if (records > 0 && rule.scope().compareTo(Mask.Scope.RESOURCE) >= 0 && !met.contains(rule)) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s met no field in %,d records of resource %s: is it spelt as the source spells it?",
                        rule.from(),
                        records,
                        resource));
            }
            Optional.ofNullable(lost.get(rule))
                    .ifPresent(values -> warnings.add(String.format(
                            Locale.ROOT,
                            "%s of resource %s met %,d values that are no ISO dates; they became null",
                            rule.from(),
                            resource,
                            values)));
        }
        return warnings;
    }

    static TerminalFailure invalid(Page page, int record, IOException e) {
        // Without Jackson's words, which quote the data, and so without their exception.
        String what = e instanceof StreamConstraintsException ? "JSON nested too deep" : "invalid JSON";
        return new TerminalFailure(Explanation.of(what)
                .at(page.origin().of(record))
                .fix("correct the record at the source, then run again"));
    }
}

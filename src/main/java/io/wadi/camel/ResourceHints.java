package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Said;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** What an endpoint says of a resource, read once; what a run, its pipeline and its source say is added at each run. */
final class ResourceHints {
    private final Layers said;
    private final boolean keysReflected;
    private final List<Mask> masks = new ArrayList<>();
    private final Optional<CursorOptions> cursor;

    /**
     * @param said by the endpoint
     * @param keysReflected whether a database may tell the primary key
     */
    ResourceHints(
            Layers said,
            boolean keysReflected,
            ResourceConfiguration options,
            CamelContext context,
            Problems problems) {
        this.said = said;
        this.keysReflected = keysReflected;
        options.getMask()
                .forEach((path, word) -> Mask.Kind.of(word)
                        .ifPresentOrElse(
                                kind -> masks.add(new Mask(path, kind)),
                                () -> problems.wrong("mask." + path, word, Problems.words(Mask.Kind.values()))));
        this.cursor = CursorOptions.of(options.getCursor(), context, problems);
        masks.forEach(mask -> maskedCursor(mask, problems));
        Map<String, Said> own = said.inForce();
        Hints hints = HintOptions.over(base(), own, Map.of(), problems);
        HintRules rules = new HintRules(own, hints, keysReflected);
        rules.pointless().forEach(pointless -> problems.add(pointless.problem()));
        rules.contradictions().forEach(problems::add);
    }

    /** Of an endpoint that adds one resource. */
    static ResourceHints of(
            String at,
            Map<String, ?> options,
            ResourceConfiguration resource,
            CamelContext context,
            Problems problems) {
        return new ResourceHints(Layers.of(List.of(HintOptions.of(options, at))), false, resource, context, problems);
    }

    /** What the endpoint and its source say. */
    Hints in(Exchange exchange) {
        Map<String, Said> source = Variables.registrations(exchange).ofSource();
        return HintOptions.over(base(), said.over(source).inForce(), source, new Problems(""))
                .withCursor(cursor.map(c -> c.in(exchange)));
    }

    /** What the endpoint says, under those that are stronger. */
    Layers said() {
        return said;
    }

    boolean keysReflected() {
        return keysReflected;
    }

    /** What does not depend on a run, nor on hints. */
    Hints base() {
        return Hints.NONE.withMasks(masks);
    }

    private void maskedCursor(Mask mask, Problems problems) {
        if (cursor.filter(c -> covers(mask, c.path())).isPresent()) {
            problems.add(Explanation.of("mask." + mask.path() + " is " + Problems.word(mask.kind())
                            + ", and the same field is the cursor.path")
                    .fix("read by another field, or leave this one as it is: a masked value has no order"));
        }
    }

    /** Whether a masked field is the one of that path or column, or holds it. */
    static boolean covers(Mask mask, String name) {
        String path = name.replaceFirst("^\\$\\.", "").replace("__", ".").toLowerCase(Locale.ROOT);
        String masked = mask.path().toLowerCase(Locale.ROOT);
        return path.equals(masked) || path.startsWith(masked + ".");
    }
}

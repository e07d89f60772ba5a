package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Said;
import io.wadi.mask.MaskedRoles;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** What an endpoint says of a resource, read once; what a run, its pipeline and its source say is added at each run. */
final class ResourceHints {
    private final Layers said;
    private final boolean keysReflected;
    private final List<Mask> masks = new ArrayList<>();
    private final Optional<CursorOptions> cursor;
    private final ResourceTags tags;

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
        options.getMask().forEach((path, word) -> mask(path, word, problems));
        this.tags = new ResourceTags(context);
        masks.addAll(tags.masks(said.inForce(), problems));
        new Masks(masks).contradictions().forEach(problems::add);
        this.cursor = CursorOptions.of(options.getCursor(), context, problems);
        cursor.ifPresent(c -> MaskedRoles.problems(masks, c.path()).forEach(problems::add));
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
        Map<String, Said> inForce = said.over(source).inForce();
        Problems problems = new Problems("");
        Stream<Mask> ofSource = tags.masks(inForce, problems).stream().filter(mask -> !masks.contains(mask));
        problems.raise();
        return HintOptions.over(base(), inForce, source, new Problems(""))
                .withMasks(Stream.concat(masks.stream(), ofSource).toList())
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

    private void mask(String path, String word, Problems problems) {
        Optional<Mask.Kind> kind = Mask.Kind.of(word);
        if (kind.isEmpty()) {
            problems.wrong("mask." + path, word, Mask.Kind.words());
        }
        problems.read("mask." + path, path, text -> new Mask(text, kind.orElse(Mask.Kind.DROP)))
                .ifPresent(masks::add);
    }
}

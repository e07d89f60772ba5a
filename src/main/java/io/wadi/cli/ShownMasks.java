package io.wadi.cli;

import io.wadi.config.Said;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import io.wadi.model.PrivacyPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The masks of a resource as they are in force: its own, and what the project's policy says of it. */
final class ShownMasks {
    private static final String MASK = "mask.";
    private static final String COLUMN = "column.";
    private static final String TAG = ".tag";

    private final List<Mask> all = new ArrayList<>();

    /** @param said by the resource */
    ShownMasks(String source, String resource, Map<String, Said> said, PrivacyPolicy policy) {
        said.forEach((option, s) -> own(option, s, policy).ifPresent(all::add));
        all.addAll(policy.of(source, resource));
    }

    private static Optional<Mask> own(String option, Said said, PrivacyPolicy policy) {
        try {
            if (option.startsWith(MASK)) {
                String path = option.substring(MASK.length());
                return Mask.Kind.of(said.value()).map(kind -> new Mask(path, kind, Mask.Scope.ENDPOINT, said.from()));
            }
            return Optional.ofNullable(policy.tags().get(said.value()))
                    .filter(tag -> option.startsWith(COLUMN) && option.endsWith(TAG))
                    .map(tag -> new Mask(
                            option.substring(COLUMN.length(), option.length() - TAG.length()),
                            tag.kind(),
                            Mask.Scope.RESOURCE,
                            tag.from() + ", " + said.from()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // validate says so
        }
    }

    /** By path: what is done, and who says it, over whom. */
    Map<String, Said> inForce() {
        Map<String, Said> shown = new LinkedHashMap<>();
        for (Mask mask : all) {
            List<Mask> meaning = mask.keys().isExact() ? new Masks(all).meaning(mask.keys()) : List.of(mask);
            Mask first = Masks.inForce(meaning).orElse(mask);
            String others = meaning.stream()
                    .filter(other -> !other.equals(first))
                    .sorted(Comparator.comparing(Mask::scope).reversed())
                    .map(other -> ", over " + other.from() + ": " + other.kind().word())
                    .collect(Collectors.joining());
            shown.putIfAbsent(
                    MASK + mask.path(),
                    new Said(MASK + mask.path(), first.kind().word(), first.from() + others));
        }
        return shown;
    }
}

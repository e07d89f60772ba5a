package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.config.PrivacyFile;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Settings;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.PrivacyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** What {@code column.NAME.tag} says of columns, and the project's policy of such tags. */
final class ResourceTags {
    /** The policy's name in Camel's registry. */
    static final String POLICY = "wadiPrivacy";

    private static final String COLUMN = "column.";
    private static final String TAG = ".tag";

    private final Map<String, PrivacyPolicy.Tag> known;

    ResourceTags(CamelContext context) {
        this.known = Optional.ofNullable(context.getRegistry().lookupByNameAndType(POLICY, PrivacyPolicy.class))
                .orElse(PrivacyPolicy.NONE)
                .tags();
    }

    static boolean isOne(String option) {
        return option.startsWith(COLUMN) && option.endsWith(TAG) && option.length() > COLUMN.length() + TAG.length();
    }

    /** Whether a pipeline, or the whole project, masks anything. */
    static boolean masks(RouteFiles routes, String pipeline, Settings settings) {
        return !settings.privacy().policy().equals(PrivacyPolicy.NONE)
                || Stream.concat(
                                routes.targets(Optional.of(pipeline)).stream(),
                                routes.begins(Optional.of(pipeline)).stream())
                        .flatMap(target -> target.options().keySet().stream())
                        .anyMatch(option -> option.startsWith("mask.") || option.contains(".mask.") || isOne(option));
    }

    List<Mask> masks(Map<String, Said> said, Problems problems) {
        List<Mask> masks = new ArrayList<>();
        said.forEach((option, s) -> {
            if (isOne(option)) {
                Optional<PrivacyPolicy.Tag> tag = Optional.ofNullable(known.get(s.value()));
                if (tag.isEmpty()) {
                    problems.add(unknown(s));
                }
                tag.flatMap(t -> problems.read(option, option, path -> mask(path, t)))
                        .ifPresent(masks::add);
            }
        });
        return masks;
    }

    private static Mask mask(String option, PrivacyPolicy.Tag tag) {
        String column = option.substring(COLUMN.length(), option.length() - TAG.length());
        return new Mask(column, tag.kind(), Mask.Scope.RESOURCE, tag.from() + " of column." + column);
    }

    private Explanation unknown(Said said) {
        return Explanation.of(
                        said.option() + " is '" + said.value() + "', and " + PrivacyFile.FILE + " has no such tag")
                .at(said.from())
                .fix(Nearest.to(said.value(), known.keySet())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("say there what becomes of it: tags: {" + said.value() + ": hash}"));
    }
}

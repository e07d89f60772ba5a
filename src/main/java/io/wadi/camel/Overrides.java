package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Nearest;
import io.wadi.config.Said;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run and its pipeline say of the resources of a source: {@code writeDisposition} of all, and
 * {@code resource.NAME.writeDisposition} of one, which is stronger.
 */
final class Overrides {
    /** What is said at the endpoint alone, for it is about reading. */
    static final List<String> AT_THE_RESOURCE = List.of("cursor.NAME", "mask.NAME", "through", "window.NAME");

    private final Map<String, Said> run;
    private final Map<String, Said> pipeline;

    Overrides(Map<String, Said> run, Map<String, Said> pipeline) {
        this.run = Map.copyOf(run);
        this.pipeline = new LinkedHashMap<>(pipeline);
    }

    /** Everything that is wrong with them, of the resources that are known before a run. */
    List<Explanation> problems(Map<String, ResourceHints> known, boolean open, Map<String, Said> source) {
        Set<Explanation> problems = new LinkedHashSet<>(named(known.keySet(), open));
        Pointless pointless = new Pointless();
        known.forEach((name, hints) -> {
            Problems found = new Problems("");
            hints(name, hints, hints.base(), source, found, pointless);
            problems.addAll(found.found());
        });
        problems.addAll(pointless.everywhere(known.size()));
        return List.copyOf(problems);
    }

    /**
     * Gives the resources of a run their hints.
     *
     * @param known what their endpoints say; others keep what they have where nothing is said
     * @throws ConfigurationFailure with everything that is wrong
     */
    void apply(Source source, Map<String, ResourceHints> known, Map<String, Said> ofSource) {
        if (run.isEmpty() && pipeline.isEmpty()) {
            return;
        }
        List<String> names = source.resources().stream().map(Resource::name).toList();
        Set<Explanation> problems = new LinkedHashSet<>(named(names, false));
        Pointless pointless = new Pointless();
        source.change(resource -> {
            Problems found = new Problems("");
            Hints hints = Optional.ofNullable(known.get(resource.name()))
                    .map(said -> hints(resource.name(), said, resource.hints(), ofSource, found, pointless))
                    .orElseGet(() -> HintOptions.over(
                            resource.hints(),
                            Layers.NONE
                                    .under(resource.name(), List.of(run, pipeline))
                                    .inForce(),
                            Map.of(),
                            found));
            problems.addAll(found.found());
            return resource.with(hints);
        });
        problems.addAll(pointless.everywhere(names.size()));
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(List.copyOf(problems));
        }
    }

    private Hints hints(
            String name,
            ResourceHints own,
            Hints before,
            Map<String, Said> source,
            Problems problems,
            Pointless pointless) {
        Map<String, Said> said =
                own.said().over(source).under(name, List.of(run, pipeline)).inForce();
        Hints hints = HintOptions.over(withoutRoles(before), said, source, problems);
        HintRules rules = new HintRules(said, hints, own.keysReflected());
        rules.pointless().stream()
                .filter(p -> isOurs(p.said()))
                .forEach(p -> pointless.found(p, p.said().option().startsWith(Layers.RESOURCE)));
        rules.contradictions().forEach(problems::add);
        return hints;
    }

    /** Everything that was said is said again; what is weaker now must not stay. */
    private static Hints withoutRoles(Hints hints) {
        Map<String, ColumnHint> columns = new LinkedHashMap<>();
        hints.columns().forEach((name, hint) -> {
            if (Collections.disjoint(hint.roles(), Set.of(ColumnRole.VALID_FROM, ColumnRole.VALID_TO))) {
                columns.put(name, hint.with(Set.of()));
            }
        });
        return hints.withColumns(columns);
    }

    private boolean isOurs(Said said) {
        return run.containsValue(said) || pipeline.containsValue(said);
    }

    /** Resources and options that are not there. */
    private List<Explanation> named(Collection<String> resources, boolean open) {
        List<Explanation> problems = new ArrayList<>();
        for (Map<String, Said> layer : List.of(run, pipeline)) {
            layer.forEach((key, said) -> {
                Problems found = new Problems(said.from());
                named(key, resources, open, found);
                problems.addAll(found.found());
            });
        }
        return problems;
    }

    private static void named(String key, Collection<String> resources, boolean open, Problems problems) {
        if (!key.startsWith(Layers.RESOURCE)) {
            option("", key, problems);
            if (key.equals("table")) {
                problems.add(Explanation.of("option table would put all resources into one table")
                        .fix("say it of each: resource.NAME.table"));
            }
            return;
        }
        String rest = key.substring(Layers.RESOURCE.length());
        Optional<String> name = resources.stream()
                .filter(known -> rest.startsWith(known + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
        if (name.isPresent()) {
            option(Layers.RESOURCE + name.get() + ".", rest.substring(name.get().length() + 1), problems);
        } else if (!open) {
            String word = rest.substring(0, rest.contains(".") ? rest.indexOf('.') : rest.length());
            problems.add(Explanation.of(key + " is of no resource of the source")
                    .fix(Nearest.to(word, resources)
                            .map(near -> "did you mean " + Layers.RESOURCE + near + rest.substring(word.length()) + "?")
                            .orElse("it has " + String.join(", ", resources))));
        }
    }

    private static void option(String before, String option, Problems problems) {
        if (HintOptions.isOne(option, AT_THE_RESOURCE) || ResourceTags.isOne(option)) {
            problems.add(Explanation.of(before + option + " cannot be said here")
                    .fix("say it in the source's route: it is about reading the resource"));
        } else if (!HintOptions.isHint(option)) {
            Options.bind(
                    new LinkedHashMap<>(Map.of(option, "")),
                    before,
                    problems,
                    new WritingConfiguration(),
                    new SchemaConfiguration());
        }
    }

    /** What is said of all resources may mean nothing to some of them, but not to each. */
    private static final class Pointless {
        private final Map<Said, Integer> times = new LinkedHashMap<>();
        private final Map<Said, Explanation> problems = new LinkedHashMap<>();
        private final Set<Explanation> single = new LinkedHashSet<>();

        void found(HintRules.Pointless pointless, boolean ofOne) {
            if (ofOne) {
                single.add(pointless.problem());
            } else {
                times.merge(pointless.said(), 1, Integer::sum);
                problems.putIfAbsent(pointless.said(), pointless.problem());
            }
        }

        List<Explanation> everywhere(int resources) {
            List<Explanation> all = new ArrayList<>(single);
            problems.forEach((said, problem) -> {
                if (times.getOrDefault(said, 0) == resources) {
                    all.add(problem);
                }
            });
            return all;
        }
    }
}

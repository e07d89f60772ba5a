package io.wadi.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What several parties say of the options of one resource, by option: the run, the pipeline, the resource, the source. The
 * strongest says it, one option at a time; what a stronger one makes meaningless falls away.
 */
public final class Layers {
    /** Before the name of the resource that an option is for. */
    public static final String RESOURCE = "resource.";

    public static final Layers NONE = new Layers(List.of());

    private static final String CONTRACT = "contract";
    private static final String DISPOSITION = "writeDisposition";
    private static final String STRATEGY = "mergeStrategy";
    private static final String ON_EMPTY = "onEmpty";
    private static final String MERGE = "merge.";
    private static final String SCD2 = "scd2.";

    private final List<Map<String, Said>> layers;

    private Layers(List<Map<String, Said>> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The strongest first. */
    public static Layers of(List<Map<String, Said>> layers) {
        return new Layers(layers);
    }

    /** With one that is weaker than all. */
    public Layers over(Map<String, Said> weaker) {
        return new Layers(Stream.concat(layers.stream(), Stream.of(weaker)).toList());
    }

    public Optional<Said> find(String option) {
        return Optional.ofNullable(inForce().get(option));
    }

    /** All that is said of an option, the strongest first, be it in force or not. */
    public List<Said> all(String option) {
        return layers.stream()
                .flatMap(layer -> Optional.ofNullable(layer.get(option)).stream())
                .toList();
    }

    /** Every option that somebody says, and the strongest who does. */
    public Map<String, Said> inForce() {
        Map<String, Said> all = new LinkedHashMap<>();
        for (Map<String, Said> layer : layers) {
            Map<String, Said> stronger = Map.copyOf(all);
            layer.forEach((option, said) -> {
                if (!isMeaningless(option, stronger)) {
                    all.putIfAbsent(option, said);
                }
            });
        }
        return all;
    }

    /** A word for a whole contract, another disposition or another strategy ends what was said of the one before. */
    private static boolean isMeaningless(String option, Map<String, Said> stronger) {
        boolean merge = option.equals(STRATEGY) || option.startsWith(MERGE) || option.startsWith(SCD2);
        return (option.startsWith(CONTRACT + ".") && stronger.containsKey(CONTRACT))
                || (merge
                        && says(stronger, DISPOSITION)
                                .filter(d -> !d.equals("merge"))
                                .isPresent())
                || (option.equals(ON_EMPTY)
                        && says(stronger, DISPOSITION)
                                .filter(d -> !d.equals("replace"))
                                .isPresent())
                || (merge
                        && says(stronger, STRATEGY)
                                .filter(strategy -> !MergeOption.belongs(option, strategy))
                                .isPresent());
    }

    private static Optional<String> says(Map<String, Said> layer, String option) {
        return Optional.ofNullable(layer.get(option)).map(Said::value);
    }

    /**
     * Of options of all and of single ones, those of one: {@code PREFIX.NAME.OPTION} without what stands before the option, and
     * stronger than what is said of all.
     *
     * @param prefix {@code resource.} or {@code table.}
     * @param names the names that one resource may be called by
     */
    public static Map<String, Said> only(Map<String, Said> layer, String prefix, Collection<String> names) {
        Map<String, Said> single = new LinkedHashMap<>();
        layer.forEach((option, said) -> names.stream()
                .filter(name -> option.startsWith(prefix + name + "."))
                .findFirst()
                .ifPresent(name -> single.put(option.substring(prefix.length() + name.length() + 1), said)));
        return single;
    }

    /** Those that are said of all. */
    public static Map<String, Said> plain(Map<String, Said> layer, String prefix) {
        Map<String, Said> plain = new LinkedHashMap<>(layer);
        plain.keySet().removeIf(option -> option.startsWith(prefix));
        return plain;
    }

    /** What is said of {@code resource} in layers that speak of many, the strongest first, above its own. */
    public Layers under(String resource, List<Map<String, Said>> stronger) {
        List<Map<String, Said>> all = new ArrayList<>();
        for (Map<String, Said> layer : stronger) {
            all.add(only(layer, RESOURCE, List.of(resource)));
            all.add(plain(layer, RESOURCE));
        }
        all.addAll(layers);
        return new Layers(all);
    }
}

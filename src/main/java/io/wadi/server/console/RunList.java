package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of runs.
 *
 * @param search what their ids, names, keys or reasons hold; empty for all
 * @param said what became of the runs that were chosen before
 * @param older the address of the next page; empty where there is none
 * @param names of deployments, to choose from
 */
public record RunList(
        Words words,
        List<Run> runs,
        RunGroup group,
        Optional<String> name,
        String search,
        List<String> said,
        List<String> names,
        boolean first,
        Optional<String> older) {
    public RunList {
        requireNonNull(words);
        runs = List.copyOf(runs);
        requireNonNull(group);
        requireNonNull(name);
        requireNonNull(search);
        said = List.copyOf(said);
        names = List.copyOf(names);
        requireNonNull(older);
    }

    /** The address of the same list with another group. */
    public String href(RunGroup other) {
        return address(other, name, search);
    }

    /** The address of such a list. */
    static String address(RunGroup group, Optional<String> name, String search) {
        List<String> pairs = new ArrayList<>();
        if (group != RunGroup.ALL) {
            pairs.add("state=" + group.word());
        }
        name.ifPresent(text -> pairs.add("name=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        if (!search.isEmpty()) {
            pairs.add("q=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
        }
        return "/runs" + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }
}

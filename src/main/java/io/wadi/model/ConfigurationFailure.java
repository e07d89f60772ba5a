package io.wadi.model;

import java.util.List;
import java.util.stream.Collectors;

/** What the operator said cannot be used. Names every problem at once, before any work is done. */
public sealed class ConfigurationFailure extends TerminalFailure permits UnusableMerge {
    private static final long serialVersionUID = 1L;

    private final transient List<Explanation> problems;

    public ConfigurationFailure(Explanation problem) {
        this(List.of(problem));
    }

    public ConfigurationFailure(List<Explanation> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : Explanation.of(
                                problems.stream().map(Explanation::what).collect(Collectors.joining("; "))));
        this.problems = List.copyOf(problems);
    }

    public List<Explanation> problems() {
        return problems;
    }
}

package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Audit;
import io.wadi.flow.store.Nodes;
import io.wadi.server.Answer;
import io.wadi.server.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The server itself: its nodes and limits, who did what, and how pages look. */
public final class ServerPages {
    private static final int LISTED = 100;

    /**
     * @param held how many runs hold a slot
     * @param standing how many runs are in each state that is not an end
     */
    public record Machines(
            Words words,
            List<Nodes.Node> nodes,
            Map<String, Integer> limits,
            Map<String, Integer> held,
            Map<RunState, Integer> standing,
            String store,
            Optional<String> trouble) {
        public Machines {
            requireNonNull(words);
            nodes = List.copyOf(nodes);
            limits = Map.copyOf(limits);
            held = Map.copyOf(held);
            standing = Map.copyOf(standing);
            requireNonNull(store);
            requireNonNull(trouble);
        }

        /** All slots that are limited or held, by their names. */
        public List<String> slots() {
            Map<String, Integer> all = new TreeMap<>(held);
            all.putAll(limits);
            return List.copyOf(all.keySet());
        }
    }

    public record Entries(Words words, List<Audit.Entry> entries, Optional<String> older) {
        public Entries {
            requireNonNull(words);
            entries = List.copyOf(entries);
            requireNonNull(older);
        }
    }

    private final Console.Parts parts;
    private final Desktop desktop;

    ServerPages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/nodes", this::nodes),
                Route.page("/audit", Role.EDITOR, this::audit),
                Route.action("/theme", Role.VIEWER, "", this::theme));
    }

    private Answer nodes(Visit visit) {
        Machines machines = new Machines(
                parts.words(),
                parts.store().nodes().list(),
                parts.store().deployments().limits(),
                parts.store().queue().held(),
                parts.store().queue().standing(),
                parts.store().where(),
                parts.desk().trouble());
        return desktop.page(visit, "Nodes and limits", "nodes", "nodes", true, machines);
    }

    private Answer audit(Visit visit) {
        List<Audit.Entry> entries = parts.store().audit().list(visit.value("before"), LISTED);
        Optional<String> older = entries.size() < LISTED
                ? Optional.empty()
                : Optional.of("/audit?before=" + entries.get(entries.size() - 1).id());
        return desktop.page(visit, "Audit", "audit", "audit", false, new Entries(parts.words(), entries, older));
    }

    private Answer theme(Visit visit) {
        String theme = visit.value("theme").filter(Desktop.THEMES::contains).orElse("auto");
        return Templates.to(SignIn.inside(visit.value("to").orElse("/")))
                .header("Set-Cookie", Desktop.THEME + "=" + theme + "; Path=/; SameSite=Strict; Max-Age=31536000");
    }
}

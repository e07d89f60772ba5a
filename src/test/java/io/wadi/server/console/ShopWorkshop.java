package io.wadi.server.console;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunQueue;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project with a shop, of which nothing is there but what a page may be told. */
final class ShopWorkshop implements Workshop {
    static final String PASSWORD = "s3cret-of-the-shop";

    final List<Draft> saved = new ArrayList<>();
    Optional<String> closed = Optional.empty();
    private final Map<String, Packed> packages = new HashMap<>();
    private final House house;

    ShopWorkshop(House house) {
        this.house = house;
    }

    @Override
    public Optional<Packed> packed(String run) {
        return Optional.ofNullable(packages.get(run));
    }

    /** A package of a run, which waits or was loaded. */
    void pack(String run, boolean waits) {
        packages.put(
                run,
                new Packed(
                        "1795348800.123",
                        waits ? "normalised" : "loaded",
                        "duckdb:///data/shop.duckdb, dataset shop",
                        "1795345200.91",
                        "/srv/wadi/.wadi/pipelines/orders/packages/1795348800.123",
                        1_204_000,
                        List.of(
                                new PackedTable("orders", "merge, upsert", 12_400, 801_000),
                                new PackedTable("orders__lines", "with orders", 31_022, 403_000),
                                new PackedTable(Furnished.HOSTILE, "append", 1, 900)),
                        List.of(
                                new Moved(
                                        "orders",
                                        "updated_at",
                                        "2026-11-22 10:15:00+00:00",
                                        "2026-11-22 11:15:02+00:00"),
                                new Moved("customers", "email", "•••", "•••"),
                                new Moved("invoices", "files loaded", "12", "15")),
                        "BEGIN;\nINSERT INTO \"shop\".\"orders\" SELECT * FROM wadi_part(?);\n-- " + Furnished.HOSTILE
                                + "\nCOMMIT;\n",
                        waits,
                        !waits));
    }

    @Override
    public String again(Run run, Trigger trigger, String by) {
        if (trigger == Trigger.REPLAY && !packages.containsKey(run.id())) {
            throw new ConfigurationFailure(
                    Explanation.of("run " + run.id() + " has no package here").fix("run it again"));
        }
        return house.order(run.order().name(), Asks.NOTHING, Optional.of(trigger.word()), Optional.empty(), trigger, by)
                        instanceof RunQueue.Taken taken
                ? taken.run().id()
                : "";
    }

    @Override
    public Set<String> parameters(String pipeline) {
        return Set.of("start", "end");
    }

    @Override
    public List<String> connections() {
        return List.of("shop");
    }

    @Override
    public Optional<String> closed() {
        return closed;
    }

    @Override
    public Tested test(Draft draft) {
        if (draft.from().kind() != From.Kind.FILES && !draft.secret().equals(PASSWORD)) {
            throw new ConfigurationFailure(Explanation.of("PostgreSQL refused user " + draft.said("user", ""))
                    .fix("look at the password"));
        }
        return new Tested(
                draft.from().kind() == From.Kind.FILES ? "The folder" : "PostgreSQL 17.6",
                draft.said("user", ""),
                Duration.ofMillis(12),
                "it may read 2 of 3 tables and views");
    }

    @Override
    public List<Choice> pagings(Draft draft) {
        return draft.from().kind() == From.Kind.API
                ? List.of(
                        new Choice("json_link $.next", "the link to the next page, at $.next"),
                        new Choice("single_page", "this is all that there is"))
                : List.of();
    }

    @Override
    public List<Table> tables(Draft draft) {
        test(draft);
        return List.of(
                new Table(
                        "public.orders",
                        "about 12\u202f400 rows, 9 columns, key id",
                        List.of(
                                new Choice("", "all, in place of those before"),
                                new Choice("updated_at", "what has changed, by updated_at")),
                        Optional.empty()),
                new Table("public." + Furnished.HOSTILE, "", List.of(), Optional.of("its name takes a route by hand")),
                new Table("public.salaries", "", List.of(), Optional.of("its user may not read it")));
    }

    @Override
    public Sample sample(Draft draft, String table) {
        return new Sample(
                table,
                List.of("id", "email", Furnished.HOSTILE),
                List.of(List.of("1", "•••", Furnished.HOSTILE), List.of("2", "•••", "=1+1")),
                Map.of("email", "looks like e-mail"));
    }

    @Override
    public Plan plan(Draft draft) {
        draft.schedule();
        return new Plan(
                draft.deployment(),
                "--- a/deployments.yaml\n+++ b/deployments.yaml\n@@ -1,1 +1,3 @@\n deployments:\n+  - name: "
                        + draft.deployment() + "\n+    pipeline: " + draft.name() + "\n",
                List.of(draft.name() + ".password"));
    }

    @Override
    public void save(Draft draft) {
        saved.add(draft);
        house.deploy(draft.deployment(), "\"schedule\": [{\"cron\": \"" + draft.cronText() + "\"}]");
    }
}

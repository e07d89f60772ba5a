package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pack.Checked;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.Packages;
import io.wadi.server.Answer;
import io.wadi.server.Api;
import io.wadi.server.Problem;
import io.wadi.server.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The load packages in this server's working directory: what was extracted, and how far it has come. */
public final class PackagePages {
    private static final int LISTED = 200;

    /** @param bytes in its folder */
    public record Line(Found found, long bytes) {
        public Line {
            requireNonNull(found);
        }

        public Optional<Manifest> manifest() {
            return found.directory().map(PackageDirectory::manifest);
        }

        Instant made() {
            return manifest().map(of -> of.identity().createdAt()).orElse(Instant.EPOCH);
        }

        public String state() {
            return manifest().map(of -> of.state().word()).orElse("unreadable");
        }

        /** As {@link Words#kind} has them. */
        public String look() {
            return manifest()
                    .map(Manifest::state)
                    .map(state -> switch (state) {
                        case LOADED -> "good";
                        case STALE, ABORTED -> "off";
                        case EXTRACTING, EXTRACTED, NORMALISED, LOADING -> "wait";
                    })
                    .orElse("bad");
        }
    }

    /** @param more how many are not shown */
    public record All(Words words, List<Line> lines, int more, String work) {
        public All {
            requireNonNull(words);
            lines = List.copyOf(lines);
            requireNonNull(work);
        }

        public long bytes() {
            return lines.stream().mapToLong(Line::bytes).sum();
        }
    }

    /**
     * A package.
     *
     * @param checked its files, where somebody had them read
     * @param problem with what was asked
     */
    public record One(Words words, Line line, Optional<List<Checked>> checked, Optional<Problem> problem) {
        public One {
            requireNonNull(words);
            requireNonNull(line);
            checked = checked.map(List::copyOf);
            requireNonNull(problem);
        }

        public boolean waits() {
            return Packages.waits(line.found());
        }

        public long bad() {
            return checked.stream()
                    .flatMap(List::stream)
                    .filter(file -> file.problem().isPresent())
                    .count();
        }
    }

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Packages packages;

    PackagePages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
        this.packages = parts.packages();
    }

    List<Route> routes() {
        return List.of(
                Route.page("/packages", this::all),
                Route.page("/packages/{id}", this::one),
                Route.action("/packages/{id}/verify", Role.OPERATOR, "verify package", this::verify),
                Route.action("/packages/{id}/drop", Role.EDITOR, "drop package", this::drop));
    }

    private Answer all(Visit visit) {
        List<Found> all = packages.all();
        List<Line> lines = all.stream()
                .map(found -> new Line(found, 0))
                .sorted(Comparator.comparing(Line::made).reversed())
                .limit(LISTED)
                .map(line -> line(line.found()))
                .toList();
        return desktop.page(
                visit,
                "Packages",
                "packages",
                "packages",
                false,
                new All(parts.words(), lines, all.size() - lines.size(), packages.where()));
    }

    private static Line line(Found found) {
        return new Line(found, Packages.bytes(found));
    }

    /** By its whole load id: whoever drops one does not mean another that begins so. */
    private Found found(Visit visit) {
        String id = visit.path("id");
        return packages.all().stream()
                .filter(found -> found.loadId().equals(id))
                .findFirst()
                .orElseThrow(() -> Visit.unknown("there is no package " + Shown.of(id, 100)
                        + " in this server's working directory; another node may have it"));
    }

    private Answer one(Visit visit) {
        return show(visit, 200, found(visit), Optional.empty(), Optional.empty());
    }

    private Answer show(
            Visit visit, int status, Found found, Optional<List<Checked>> checked, Optional<Problem> problem) {
        Frame frame = desktop.frame(found.loadId(), "packages", Optional.of(visit.visitor()), visit.request(), false);
        return desktop.page(status, "package", frame, new One(parts.words(), line(found), checked, problem));
    }

    private Answer verify(Visit visit) {
        Found found = found(visit);
        Optional<List<Checked>> checked = found.directory().map(Packages::verify);
        return show(visit, 200, found, checked, Optional.empty());
    }

    private Answer drop(Visit visit) {
        Found found = found(visit);
        try {
            if (!visit.value("sure").filter(found.loadId()::equals).isPresent()) {
                throw new ConfigurationFailure(Explanation.of("nothing was removed: the load id was not repeated")
                        .fix("write " + found.loadId() + " into the field"));
            }
            Packages.drop(found);
            return Templates.to("/packages");
        } catch (Failure e) {
            Problem problem = Api.problem(e);
            return show(visit, problem.kind().status(), found, Optional.empty(), Optional.of(problem));
        }
    }
}

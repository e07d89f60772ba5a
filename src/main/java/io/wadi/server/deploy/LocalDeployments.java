package io.wadi.server.deploy;

import static java.util.Objects.requireNonNull;

import io.wadi.config.DeploymentsFile;
import io.wadi.flow.deploy.DeployPlan;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code deployments.yaml} beside a server, which it puts in force itself as long as nobody deploys to it. */
public final class LocalDeployments {
    private static final String ORIGIN = "file";

    private final Path home;
    private final Optional<String> profile;
    private final Deploying deploying;
    private Optional<String> seen = Optional.empty();
    private String said = "";

    /** @param profile of the server */
    public LocalDeployments(Path home, Optional<String> profile, Deploying deploying) {
        this.home = requireNonNull(home);
        this.profile = requireNonNull(profile);
        this.deploying = requireNonNull(deploying);
    }

    /**
     * Puts the file in force where it is not yet. To be called at the start, and every few seconds: what a file lacks may
     * come a moment later, as a checkout's routes do.
     *
     * @return what changed; empty when the file is in force, or this server is deployed to
     * @throws ConfigurationFailure when something is wrong with the file, once for each state of it and reason; what is in
     *     force stays
     */
    public synchronized Optional<DeployPlan> apply() {
        String text = text();
        if (seen.filter(text::equals).isPresent() || deploying.isDeployedTo()) {
            return Optional.empty();
        }
        try {
            DeploymentsFile file = DeploymentsFile.read(home, profile);
            DeployPlan plan = deploying.plan(new Deploying.Whole(file.deployments(), file.limits(), true), ORIGIN);
            deploying.apply(plan, DeploymentsFile.FILE);
            seen = Optional.of(text);
            said = "";
            return Optional.of(plan);
        } catch (ConfigurationFailure e) {
            String now = text + e.problems();
            if (now.equals(said)) {
                return Optional.empty();
            }
            said = now;
            throw e;
        }
    }

    private String text() {
        Path file = home.resolve(DeploymentsFile.FILE);
        try {
            return Files.exists(file) ? "there: " + Files.readString(file) : "";
        } catch (IOException e) {
            throw new ConfigurationFailure(Explanation.of(DeploymentsFile.FILE + " cannot be read: " + e)
                    .at(file.toString()));
        }
    }
}

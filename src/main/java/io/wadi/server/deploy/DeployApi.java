package io.wadi.server.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.deploy.DeployPlan;
import io.wadi.flow.deploy.DeployPlan.Difference;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code POST /api/v1/deployments:plan} and {@code :apply}: {@code {"deployments": [...], "limits": {...}, "prune":
 * false}} with entries as in deployments.yaml, resolved, and for {@code :apply} the {@code "plan"} that was agreed to.
 */
public final class DeployApi {
    static final String ORIGIN = "deploy";
    private static final Set<String> KEYS = Set.of("deployments", "limits", "prune", "plan");
    private static final Set<String> GENERAL = Set.of("global", "source", "destination");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Deploying deploying;

    public DeployApi(Deploying deploying) {
        this.deploying = requireNonNull(deploying);
    }

    /** @throws ConfigurationFailure with everything that is wrong in the body */
    public ObjectNode plan(byte[] body) {
        return json(deploying.plan(whole(parse(body)), ORIGIN), false);
    }

    /**
     * @param by whoever deploys: the name of a token, or a user
     * @throws ConfigurationFailure with everything that is wrong in the body, or when something else is in force than
     *     when the plan was made; nothing is changed
     */
    public ObjectNode apply(byte[] body, String by) {
        JsonNode root = parse(body);
        DeployPlan plan = deploying.plan(whole(root), ORIGIN);
        if (root.has("plan") && !root.get("plan").asText().equals(plan.id())) {
            throw new ConfigurationFailure(
                    Explanation.of("somebody else changed the deployments since this plan was made")
                            .fix("look at the new plan: deploy again"));
        }
        return json(deploying.apply(plan, by), true);
    }

    static JsonNode parse(byte[] body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw wrong("the body is not JSON: " + e.getMessage());
        }
        throw wrong("the body is no JSON object");
    }

    static Deploying.Whole whole(JsonNode root) {
        List<Explanation> problems = new ArrayList<>();
        root.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                problems.add(Explanation.of("unknown key " + name)
                        .fix("there are " + String.join(", ", new TreeSet<>(KEYS))));
            }
        });
        if (!root.path("deployments").isArray()) {
            problems.add(Explanation.of("deployments are a list"));
        }
        Map<String, Integer> limits = new TreeMap<>();
        root.path("limits").properties().forEach(limit -> {
            if (limit.getValue().isInt() && limit.getValue().asInt() >= 1) {
                limits.put(limit.getKey(), limit.getValue().asInt());
            } else {
                problems.add(Explanation.of("limits." + limit.getKey() + " is " + limit.getValue())
                        .fix("a number from 1 on"));
            }
        });
        Set<String> named = new TreeSet<>(limits.keySet());
        named.removeAll(GENERAL);
        List<Deployment> deployments = new ArrayList<>();
        root.path("deployments").forEach(entry -> {
            try {
                deployments.add(DeploymentJson.read(entry, named));
            } catch (ConfigurationFailure e) {
                problems.addAll(e.problems());
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return new Deploying.Whole(deployments, limits, root.path("prune").asBoolean(false));
    }

    private static ObjectNode json(DeployPlan plan, boolean applied) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("plan", plan.id())
                .put("changes", !plan.isEmpty())
                .put("applied", applied);
        ArrayNode steps = root.putArray("steps");
        plan.steps().forEach(step -> {
            ObjectNode node = steps.addObject()
                    .put("name", step.name())
                    .put("kind", step.kind().name().toLowerCase(Locale.ROOT));
            put(node.putArray("differences"), step.differences());
            step.drift().forEach(node.putArray("drift")::add);
        });
        put(root.putArray("limits"), plan.limitChanges());
        plan.lines().forEach(root.putArray("lines")::add);
        return root;
    }

    private static void put(ArrayNode all, List<Difference> differences) {
        differences.forEach(each -> {
            ObjectNode node = all.addObject().put("key", each.key());
            each.from().ifPresent(from -> node.put("from", from));
            each.to().ifPresent(to -> node.put("to", to));
        });
    }

    private static ConfigurationFailure wrong(String what) {
        return new ConfigurationFailure(Explanation.of(what).fix("send {\"deployments\": [...], \"limits\": {}}"));
    }
}

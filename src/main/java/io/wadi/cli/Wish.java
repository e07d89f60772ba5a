package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Said;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Trigger;
import io.wadi.model.Refresh;
import io.wadi.pipeline.Station;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody wants to have run.
 *
 * @param deployment whose retries and time-out hold; without one the pipeline is run once
 * @param asks what the command line and the deployment say, the command line first
 * @param until the last station to visit
 * @param fresh gives up what an interrupted run left
 * @param key under which it is to be loaded at most once
 */
record Wish(
        String pipeline,
        Optional<Deployment> deployment,
        Asks asks,
        Station until,
        boolean fresh,
        Optional<Refresh> refresh,
        Optional<String> key) {
    Wish {
        requireNonNull(pipeline);
        requireNonNull(deployment);
        requireNonNull(asks);
        requireNonNull(until);
        requireNonNull(refresh);
        requireNonNull(key);
    }

    /** All of a pipeline, into a destination. */
    static Wish of(String pipeline, String destination) {
        Asks asks = new Asks(Map.of(), List.of(), Map.of(), Optional.of(destination));
        return new Wish(pipeline, Optional.empty(), asks, Station.LOAD, false, Optional.empty(), Optional.empty());
    }

    /** A clock's key and a backfill's tell their runs apart, and these have ids. */
    static Optional<String> key(Order order) {
        boolean asked = !order.trigger().isClock()
                && order.trigger() != Trigger.BACKFILL
                && !order.trigger().isOfPackage();
        return asked ? order.key() : Optional.empty();
    }

    /** The key as receipts have it: deployments of one pipeline choose theirs without knowing of each other. */
    String receiptKey() {
        return key.map(text -> deployment.map(of -> of.name() + ": " + text).orElse(text))
                .orElse("");
    }

    /** What is read, and how: what a run left that was to read or write otherwise is not this one's work. */
    String input(Map<String, Said> says) {
        Map<String, String> told = new TreeMap<>();
        says.forEach((option, said) -> told.put(option, said.value()));
        return pipeline
                + new TreeMap<>(asks.parameters())
                + (told.isEmpty() ? "" : told)
                + (asks.resources().isEmpty()
                        ? ""
                        : " resources " + asks.resources().stream().sorted().toList())
                + (asks.credentials().isEmpty() ? "" : " credentials " + new TreeMap<>(asks.credentials()))
                + refresh.map(how -> " refresh " + how.word()).orElse("");
    }
}

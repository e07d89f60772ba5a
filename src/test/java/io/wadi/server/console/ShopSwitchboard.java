package io.wadi.server.console;

import io.wadi.flow.alert.Channel;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connections of a shop, of which one answers. */
final class ShopSwitchboard implements Switchboard {
    final List<String> rung = new ArrayList<>();

    @Override
    public List<Line> lines() {
        return List.of(
                new Line(
                        "shop",
                        "jdbc:postgresql://db.example:5432/shop",
                        Optional.of("reader"),
                        Optional.of("shop.password"),
                        List.of("customers", "orders")),
                new Line(
                        "ledger",
                        "jdbc:oracle:thin:@//ora.example/ledger",
                        Optional.of("wadi"),
                        Optional.of("ledger.password"),
                        List.of()));
    }

    @Override
    public List<Secret> secrets() {
        return List.of(
                new Secret("github.token", List.of("github-issues"), Optional.empty(), true),
                new Secret("ops.url", List.of("orders-hourly"), Optional.of("environment variable OPS_URL"), true),
                new Secret(
                        "shop.password",
                        List.of("customers-daily", "orders-hourly"),
                        Optional.of("secrets.properties:3"),
                        true));
    }

    @Override
    public Workshop.Tested test(String line) {
        if (!line.equals("shop")) {
            throw new TransientFailure(
                    Explanation.of("connection " + line + " did not answer within 10 s " + Furnished.HOSTILE)
                            .fix("see whether its host and port can be reached from this server"));
        }
        return new Workshop.Tested(
                "PostgreSQL 17.6", "reader", Duration.ofMillis(12), "it may read 2 of 3 tables and views");
    }

    @Override
    public void ring(Channel channel) {
        if (channel.name().equals("pager")) {
            throw new TransientFailure(Explanation.of("the server answered 500").fix("look at its webhook"));
        }
        rung.add(channel.name());
    }
}

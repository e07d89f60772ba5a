package io.wadi.simulator;

import io.wadi.simulator.Orders.Answer;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Serves {@link Orders} at {@code /orders?page=…}, in whatever way a test makes it behave. */
public final class UnrulyApi implements AutoCloseable {
    /** How an API answers. */
    @FunctionalInterface
    public interface Personality {
        Personality HONEST = asked -> asked.honestly();

        Reply answer(Asked asked) throws Exception;
    }

    /**
     * A request for a page.
     *
     * @param page counted from 1, which is also the first cursor
     * @param turn how often this page was asked for since the API began to behave so, counted from 1
     */
    public record Asked(Request request, Orders orders, int page, int turn) {
        public Answer answer() {
            return orders.page(page);
        }

        public Reply honestly() {
            return Reply.json(answer().json());
        }
    }

    private final ScriptedServer server = ScriptedServer.start();
    private final Map<Integer, Integer> turns = new ConcurrentHashMap<>();
    private volatile Orders orders = new Orders(100);
    private volatile Personality personality = Personality.HONEST;

    public UnrulyApi() {
        server.on("/orders", request -> {
            int page = Integer.parseInt(request.query().getOrDefault("page", "1"));
            return personality.answer(new Asked(request, orders, page, turns.merge(page, 1, Integer::sum)));
        });
    }

    public void has(int count) {
        orders = new Orders(count);
    }

    public Orders orders() {
        return orders;
    }

    public void behaves(Personality other) {
        turns.clear();
        personality = other;
    }

    public URI url() {
        return server.url("/orders");
    }

    /** How often pages were asked for since it began to behave so. */
    public int asked() {
        return turns.values().stream().mapToInt(Integer::intValue).sum();
    }

    public List<Request> requests() {
        return server.requests("/orders");
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Settings;
import io.wadi.flow.store.RunStore;
import io.wadi.pipeline.Packages;
import io.wadi.server.Api;
import io.wadi.server.ApiSettings;
import io.wadi.server.Desk;
import io.wadi.server.Tokens;
import io.wadi.server.console.Console;
import io.wadi.server.console.ConsoleSettings;
import io.wadi.server.console.Switchboard;
import io.wadi.server.console.Warehouse;
import io.wadi.server.console.Workshop;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The console as a server's process starts it, with the links by which one comes in. */
final class ServerConsole {
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Consumer<String> log;
    private Optional<String> address = Optional.empty();
    private Optional<String> waiting = Optional.empty();

    /** @param log takes a line each */
    ServerConsole(Consumer<String> log) {
        this.log = requireNonNull(log);
    }

    /** Made for an API, when that is there. */
    Function<Api, Optional<Console>> beside(
            RunStore store,
            Desk desk,
            Workshop workshop,
            Warehouse warehouse,
            Packages packages,
            Switchboard switchboard,
            Settings settings,
            ApiSettings server,
            Supplier<Tokens> tokens,
            Path home,
            InstantSource clock) {
        ConsoleSettings who = ConsoleSettings.of(settings, server, tokens, home);
        return api -> Optional.of(new Console(new Console.Parts(
                store,
                api,
                desk,
                workshop,
                warehouse,
                packages,
                switchboard,
                server,
                who,
                clock,
                this::secret,
                this::link)));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private synchronized void link(String path) {
        if (address.isPresent()) {
            log.accept("the next link into the console: " + address.get() + path);
        } else {
            waiting = Optional.of(path);
        }
    }

    /**
     * It listens now.
     *
     * @return how one gets there: a link that works once, or its address
     */
    synchronized String listening(int port) {
        String here = "http://127.0.0.1:" + port;
        address = Optional.of(here);
        return here + waiting.orElse("/");
    }
}

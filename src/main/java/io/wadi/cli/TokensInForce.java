package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Secrets;
import io.wadi.model.Failure;
import io.wadi.server.ApiSettings;
import io.wadi.server.Tokens;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The tokens of a server, as its secrets have them now. While these cannot be read, or have none any more, the ones before
 * hold: a slip in a file must not open the door.
 */
final class TokensInForce implements Supplier<Tokens> {
    private final Supplier<Secrets> secrets;
    private final Consumer<String> log;
    private volatile Tokens now;
    private String told = "";

    TokensInForce(Tokens first, Supplier<Secrets> secrets, Consumer<String> log) {
        this.now = requireNonNull(first);
        this.secrets = requireNonNull(secrets);
        this.log = requireNonNull(log);
    }

    @Override
    public Tokens get() {
        return now;
    }

    /** To be called from time to time. */
    synchronized void look() {
        try {
            Tokens found = ApiSettings.tokens(secrets.get());
            if (found.isEmpty() && !now.isEmpty()) {
                tell(
                        "there are no tokens in the secrets any more; those before hold until the server is started again");
                return;
            }
            now = found;
            told = "";
        } catch (Failure e) {
            tell("tokens: " + e.explanation().what() + "; those before hold");
        }
    }

    private void tell(String text) {
        if (!told.equals(text)) {
            told = text;
            log.accept(text);
        }
    }
}

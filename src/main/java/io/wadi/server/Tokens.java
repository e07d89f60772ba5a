package io.wadi.server;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those that may ask; where there are none, whoever is on this machine may. */
public record Tokens(List<Token> all) {
    public static final Tokens NONE = new Tokens(List.of());

    public Tokens {
        all = List.copyOf(all);
    }

    /**
     * @param text entries as {@code name:role:hash}, with commas or blanks between them
     * @param place where they stand, for people
     * @throws ConfigurationFailure when one is none; it is not shown
     */
    public static Tokens read(String text, String place) {
        List<Token> tokens = new ArrayList<>();
        List<Explanation> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : text.strip().split("[\\s,]+", -1)) {
            int number = tokens.size() + problems.size() + 1;
            Optional<Token> token = Token.of(entry);
            token.ifPresent(tokens::add);
            if (token.isEmpty()) {
                problems.add(Explanation.of("token " + number + " is not NAME:ROLE:HASH, with a role of "
                                + String.join(", ", Role.words()))
                        .at(place)
                        .fix("write what ./wadi token new NAME prints"));
            } else if (!names.add(token.get().caller().name())) {
                problems.add(Explanation.of(
                                "two tokens are called " + token.get().caller().name())
                        .at(place)
                        .fix("give each a name of its own: it is what the books say of a run"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return new Tokens(tokens);
    }

    /** Whose it is. All are looked at, each in the same time: how long it takes tells nothing. */
    public Optional<Caller> find(String secret) {
        String hash = Token.digest(secret);
        Optional<Caller> found = Optional.empty();
        for (Token token : all) {
            if (token.isOf(hash)) {
                found = Optional.of(token.caller());
            }
        }
        return found;
    }

    /** Whoever has a token of that name. */
    public Optional<Caller> named(String name) {
        return all.stream()
                .map(Token::caller)
                .filter(caller -> caller.name().equals(name))
                .findFirst();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}

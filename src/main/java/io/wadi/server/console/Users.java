package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.Caller;
import io.wadi.server.Role;
import io.wadi.server.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those with a password, as a file of lines {@code name:role:hash} says it; the hashes are Argon2id's. */
public final class Users {
    public static final Users NONE = new Users(Map.of());
    public static final int SHORTEST_PASSWORD = 10;
    public static final int LONGEST_PASSWORD = 200;
    /** 19 MiB, two passes, one lane: what OWASP asks for at least. */
    private static final Argon2Function ARGON = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private static final int SALT = 16;
    private static final Pattern HASH = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$[\\w+/=]{16,100}\\$[\\w+/=]{22,200}");
    /** Of nobody: a name that is unknown costs the same time as one that is not. */
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private record User(Caller caller, String hash) {
        User {
            requireNonNull(caller);
            requireNonNull(hash);
        }
    }

    private final Map<String, User> all;

    private Users(Map<String, User> all) {
        this.all = Map.copyOf(all);
    }

    /** @throws ConfigurationFailure when it cannot be read, with every line that is none */
    public static Users read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ConfigurationFailure(Explanation.of("the users of the console cannot be read: " + e.getMessage())
                    .at(file.toString())
                    .fix("make the file with ./wadi user new NAME, or leave out wadi.console.users"));
        }
        Map<String, User> users = new HashMap<>();
        List<Explanation> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Optional<User> user = user(line);
            if (user.isEmpty()) {
                problems.add(Explanation.of("this is no user: NAME:ROLE:HASH, with a role of viewer, operator or admin")
                        .at(file + ":" + (i + 1))
                        .fix("write what ./wadi user new NAME prints"));
            } else if (users.put(user.get().caller().name(), user.get()) != null) {
                problems.add(Explanation.of(
                                "two users are called " + user.get().caller().name())
                        .at(file + ":" + (i + 1)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return new Users(users);
    }

    private static Optional<User> user(String line) {
        String[] parts = line.split(":", 3);
        if (parts.length != 3 || !Token.isName(parts[0]) || !isHash(parts[2])) {
            return Optional.empty();
        }
        return Visitor.role(parts[1]).map(role -> new User(new Caller(parts[0], role), parts[2]));
    }

    /** One that takes no more than a sign-in may. */
    private static boolean isHash(String text) {
        Matcher parts = HASH.matcher(text);
        return parts.matches()
                && Integer.parseInt(parts.group(1)) <= 262_144
                && Integer.parseInt(parts.group(2)) <= 20
                && Integer.parseInt(parts.group(3)) <= 8;
    }

    /** The line of a new one. */
    public static String line(String name, Role role, String password) {
        return name + ":" + Visitor.word(role) + ":"
                + Password.hash(password).addRandomSalt(SALT).with(ARGON).getResult();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whoever has this name. */
    Optional<Caller> named(String name) {
        return Optional.ofNullable(all.get(name)).map(User::caller);
    }

    /** Whoever has this name and password. */
    Optional<Caller> find(String name, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        Optional<User> user = Optional.ofNullable(all.get(name));
        String hash = user.map(User::hash).orElse(NOBODY);
        boolean fits = Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        return user.filter(known -> fits).map(User::caller);
    }
}

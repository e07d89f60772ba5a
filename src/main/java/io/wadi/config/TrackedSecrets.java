package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets in plain text in what is under version control. Never repeats one. */
public final class TrackedSecrets {
    /** Whatever is in it: nobody commits it. */
    private static final Pattern OWN = Pattern.compile("(.*[./])?secrets\\.properties|(.*/)?\\.wadi/.*");

    private static final Pattern PROPERTIES = Pattern.compile(".*\\.properties(\\.example)?");
    private static final Pattern SHELL = Pattern.compile("(.*/)?(\\.envrc|\\.env|[^/]+\\.env)(\\.[\\w-]+)?");
    private static final Pattern ROUTES = Pattern.compile(".*\\.camel\\.(ya?ml|xml)");
    private static final Pattern KEYS = Pattern.compile(".*\\.(pem|p8|key|pk8)");
    private static final Pattern ASSIGNED =
            Pattern.compile("\\s*(?:export\\s+)?(\\w+)=(\"[^\"]*\"|'[^']*'|[^\\s#]*).*");

    private TrackedSecrets() {}

    /** In the files that git tracks, as they stand there; the project's own routes and properties are read elsewhere. */
    public static List<Explanation> tracked(Path home) {
        String routes = home.relativize(RouteFiles.folder(home)).toString().replace('\\', '/') + "/";
        return new VersionControl(home)
                .tracked().stream()
                        .filter(name -> !name.startsWith(routes) && !RouteFiles.isApplication(name))
                        .flatMap(name -> in(home.resolve(name), name).stream())
                        .toList();
    }

    /** In all files that git tracks, or in what the next commit brings. */
    public static List<Explanation> scan(Path home, boolean staged) {
        VersionControl git = new VersionControl(home);
        if (!staged) {
            return git.tracked().stream()
                    .flatMap(name -> in(home.resolve(name), name).stream())
                    .toList();
        }
        try {
            Path copies = Files.createTempDirectory("wadi-staged-");
            try {
                return git.staged(copies, TrackedSecrets::isLookedAt).stream()
                        .flatMap(name -> in(copies.resolve(name), name).stream())
                        .toList();
            } finally {
                remove(copies);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isLookedAt(String name) {
        return Stream.of(OWN, PROPERTIES, SHELL, ROUTES, KEYS)
                .anyMatch(each -> each.matcher(name).matches());
    }

    private static List<Explanation> in(Path file, String name) {
        if (OWN.matcher(name).matches()) {
            return List.of(Explanation.of(name + " is under version control")
                    .at(name)
                    .fix("git rm --cached '" + name + "', name it in .gitignore, and change the secrets in it: history"
                            + " keeps them"));
        } else if (PROPERTIES.matcher(name).matches()) {
            return PlainSecrets.inProperties(named(PropertyFile.read(file), name));
        } else if (SHELL.matcher(name).matches()) {
            return PlainSecrets.inProperties(variables(file, name));
        } else if (ROUTES.matcher(name).matches()) {
            RouteFile routes = name.endsWith(".xml") ? XmlRoutes.read(file, name) : YamlRoutes.read(file, name);
            return PlainSecrets.inRoutes(routes.literals());
        } else if (KEYS.matcher(name).matches()) {
            return text(file).contains("PRIVATE KEY-----")
                    ? List.of(Explanation.of(name + " is a private key in plain text")
                            .at(name)
                            .fix("take it out of version control, and make another: history keeps this one"))
                    : List.of();
        }
        return List.of();
    }

    private static List<Literal> named(List<Literal> properties, String file) {
        return properties.stream()
                .map(p -> new Literal(
                        p.name(), p.value(), new Place(file, p.place().line())))
                .toList();
    }

    /** What a shell takes from elsewhere is no secret in plain text. */
    private static List<Literal> variables(Path file, String name) {
        List<Literal> variables = new ArrayList<>();
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher assigned = ASSIGNED.matcher(lines.get(i));
            if (assigned.matches()) {
                String value = assigned.group(2).replaceFirst("^([\"'])(.*)\\1$", "$2");
                if (!value.startsWith("$") && !value.startsWith("`")) {
                    variables.add(
                            new Literal(assigned.group(1).toLowerCase(Locale.ROOT), value, new Place(name, i + 1)));
                }
            }
        }
        return variables;
    }

    /** Every byte a character: names and signs that count here are ASCII. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

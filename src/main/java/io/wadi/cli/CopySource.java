package io.wadi.cli;

import io.wadi.camel.EndpointCall;
import io.wadi.camel.SecretNeeds;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.files.FileFormat;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * What {@code wadi copy} reads: a file, an API or tables.
 *
 * @param named the table to load into, where it is said
 * @param options of the endpoint that would read it in a route
 */
record CopySource(
        Surroundings surroundings,
        Optional<String> named,
        WriteDisposition disposition,
        List<String> primaryKey,
        Map<String, String> options) {
    private static final int TRIES = 3;

    /** What it is, so that a copy which was interrupted is known again. */
    String place(String from) {
        if (isHttp(from)) {
            return digest(from); // it may hold a token
        }
        return DatabaseAddress.isOne(from) ? from : Address.file(from, "file").toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHttp(String from) {
        return from.startsWith("http://") || from.startsWith("https://");
    }

    /**
     * Opens it for as long as the work takes.
     *
     * @param work with the pipeline's name; gives the exit code
     */
    int with(String from, BiFunction<String, Source, Integer> work) {
        if (DatabaseAddress.isOne(from)) {
            return tables(DatabaseAddress.parse(from), work);
        }
        return isHttp(from) ? api(from, work) : file(Address.file(from, "file"), work);
    }

    private int file(Path file, BiFunction<String, Source, Integer> work) {
        String table = named.orElseGet(() -> FileFormat.stem(String.valueOf(file.getFileName())));
        if (table.isBlank()) {
            throw new ConfigurationFailure(Explanation.of("--table is empty").fix("give it a name"));
        }
        FileReading said = options.isEmpty() ? FileReading.DEFAULT : EndpointCall.file(options);
        // What a file is, is told by its name; one with any other name has a JSON value a line.
        boolean known =
                said.format().isPresent() || FileFormat.of(file.toString()).isPresent();
        FileReading reading = known ? said : said.with(FileFormat.JSONL);
        Hints hints = Hints.NONE
                .withTable(Optional.of(table))
                .with(Writing.of(disposition))
                .withKeys(primaryKey, List.of());
        Source source = new Source(table);
        source.add(new Resource(
                table,
                hints,
                extraction -> reading.open(file, file.toString(), true, extraction.deadline(), source::warn)));
        return work.apply(table, source);
    }

    private int api(String url, BiFunction<String, Source, Integer> work) {
        if (url.matches("https?://[^/?#]*@.*")) {
            throw new ConfigurationFailure(Explanation.of("FROM has a login in it, which history and processes show")
                    .fix("take it out; -o auth=basic -o credentials=NAME sends NAME.username and NAME.password of the"
                            + " secrets"));
        }
        FileFormat.of(url.replaceFirst("[?#].*", ""))
                .filter(format -> format == FileFormat.CSV || format == FileFormat.PARQUET)
                .ifPresent(format -> {
                    throw new ConfigurationFailure(
                            Explanation.of("over HTTP copy reads JSON, and FROM is named as " + format)
                                    .fix("fetch it first, and copy the file"));
                });
        String table = named.orElseGet(() -> name(url));
        Map<String, String> all = new LinkedHashMap<>(said());
        all.put("url", url);
        try (EndpointCall call = EndpointCall.rest(table, all, settings(), secrets(), retry())) {
            return work.apply(table, call.source());
        }
    }

    /** The last folder or file of its path. */
    private static String name(String url) {
        try {
            String path =
                    Optional.ofNullable(URI.create(url).getPath()).orElse("").replaceFirst("/+$", "");
            String name = FileFormat.stem(path.substring(path.lastIndexOf('/') + 1));
            if (!name.isBlank()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("FROM is no address: a character of it must be encoded")
                    .fix("write blanks and other special characters as %20 and the like"));
        }
        throw new ConfigurationFailure(
                Explanation.of("FROM has no path that could name a table").fix("say it with --table"));
    }

    private int tables(DatabaseAddress address, BiFunction<String, Source, Integer> work) {
        Map<String, String> all = new LinkedHashMap<>(said());
        all.put("tables", address.tables());
        Secrets secrets = secrets();
        try (EndpointCall call = EndpointCall.sql(
                DatabaseAddress.NAME, address.open(surroundings, secrets), address.database(), all, settings())) {
            Source source = call.source();
            List<Resource> found = source.resources();
            if (named.isPresent() && found.size() > 1) {
                throw new ConfigurationFailure(Explanation.of("--table would put " + found.size() + " tables into one: "
                                + found.stream().map(Resource::name).toList())
                        .fix("leave it out, or copy one table"));
            }
            named.ifPresent(table -> source.change(resource -> new Resource(
                    resource.name(),
                    resource.hints().withTable(Optional.of(table)),
                    resource.opener(),
                    resource.afterLoad())));
            String only = found.size() == 1 ? found.get(0).name() : address.database();
            return work.apply(named.orElse(only), source);
        }
    }

    private Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>(options);
        said.put("writeDisposition", disposition.word());
        if (!primaryKey.isEmpty()) {
            said.put("primaryKey", String.join(",", primaryKey));
        }
        return said;
    }

    Settings settings() {
        return Settings.read(surroundings.home(), Map.of(), surroundings.environment());
    }

    /** What masks hash with; the vault is asked for it only where something is hashed. */
    Optional<String> maskKey(PrivacyPolicy policy) {
        boolean hashes = options.keySet().stream().anyMatch(option -> option.contains("mask."))
                || policy.rules().stream().anyMatch(rule -> rule.mask().kind() == Mask.Kind.HASH);
        Secrets known = hashes ? secrets() : Secrets.read(surroundings.home(), surroundings.environment());
        return known.find(SecretNeeds.MASK_SECTION, SecretNeeds.MASK_KEY);
    }

    private Secrets secrets() {
        return ProjectSecrets.read(surroundings, settings());
    }

    private Retry retry() {
        return new Retry(TRIES, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
    }
}

package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.server.Answer;
import io.wadi.server.Request;
import io.wadi.server.Token;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The few files that pages need. Their addresses change with what is in them, so browsers keep them for good. */
public final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "htmx.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private record Asset(String tag, Answer.Page plain, Answer.Page packed) {}

    private final Map<String, Asset> all = new HashMap<>();

    public Assets() {
        TYPES.forEach((name, type) -> {
            byte[] bytes = bytes(name);
            String tag = Token.digest(new String(bytes, StandardCharsets.UTF_8)).substring(0, 12);
            Map<String, String> headers = Map.of(
                    "Content-Type", type,
                    "Cache-Control", "public, max-age=31536000, immutable",
                    "Vary", "Accept-Encoding");
            Answer.Page plain = new Answer.Page(200, headers, bytes);
            Answer.Page packed = new Answer.Page(200, headers, packed(bytes)).header("Content-Encoding", "gzip");
            all.put(name, new Asset(tag, plain, packed));
        });
    }

    /** Where it is. */
    public String path(String name) {
        return "/assets/" + requireNonNull(all.get(name)).tag() + "/" + name;
    }

    /** What is at a path; any tag will do, for pages of a server that has just been replaced. */
    Optional<Answer.Page> find(String name, Request request) {
        boolean packs = request.header("accept-encoding").orElse("").contains("gzip");
        return Optional.ofNullable(all.get(name)).map(asset -> packs ? asset.packed() : asset.plain());
    }

    private static byte[] bytes(String name) {
        try (InputStream file = requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}

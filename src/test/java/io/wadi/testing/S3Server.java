package io.wadi.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A bucket that answers S3's protocol: conditional and multipart uploads, listings in the order of keys. It can be told to
 * break down at a request, before or after it did what was asked.
 */
public final class S3Server implements S3Store {
    /** What lies in the bucket. */
    public record Stored(byte[] bytes, Map<String, String> metadata) {}

    /** An upload that was begun. */
    public record Begun(String key, Map<String, String> metadata, SortedMap<Integer, byte[]> parts) {}

    private record Answer(int status, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer error(int status, String code) {
            return of(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
        }
    }

    public final SortedMap<String, Stored> objects = new TreeMap<>();
    public final Map<String, Begun> uploads = new LinkedHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** Whether If-None-Match means anything. */
    public volatile boolean conditional = true;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String bucket;
    private volatile BiPredicate<HttpExchange, byte[]> admits = (exchange, body) -> true;
    private int breaking = Integer.MAX_VALUE;
    private boolean done;
    private int ids;

    public S3Server(String bucket) {
        this.bucket = bucket;
        server = Loopback.bind();
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Lets in nobody who does not sign with this key. */
    public S3Server only(String accessKeyId, String secretAccessKey) {
        admits = (exchange, body) -> Signature.isOf(exchange, body, accessKeyId, secretAccessKey);
        return this;
    }

    @Override
    public URI url() {
        return Loopback.url(server);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public byte[] bytes(String key) {
        return objects.get(key).bytes();
    }

    @Override
    public void put(String key, byte[] bytes) {
        objects.put(key, new Stored(bytes, Map.of()));
    }

    @Override
    public int unfinished() {
        return uploads.size();
    }

    @Override
    public List<String> requests() {
        return requests;
    }

    /** From the n-th request on, counted from 0 and from now, nothing is answered; {@code done} is whether that one acts. */
    public synchronized void breakAt(int request, boolean done) {
        requests.clear();
        this.breaking = request;
        this.done = done;
    }

    public void heal() {
        breakAt(Integer.MAX_VALUE, false);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer;
            synchronized (this) {
                int number = requests.size();
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                if (number > breaking || (number == breaking && !done)) {
                    return;
                }
                answer = answer(exchange, body);
                if (number == breaking) {
                    return;
                }
            }
            boolean bare = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bare ? -1 : answer.body().length);
            if (!bare) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestHeaders().containsKey("Authorization")) {
            return Answer.error(403, "AccessDenied");
        }
        if (!admits.test(exchange, body)) {
            return Answer.error(403, "SignatureDoesNotMatch");
        }
        if (!path.equals("/" + bucket) && !path.startsWith("/" + bucket + "/")) {
            return Answer.error(404, "NoSuchBucket");
        }
        String md5 = exchange.getRequestHeaders().getFirst("Content-MD5");
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(md5(body)))) {
            return Answer.error(400, "BadDigest");
        }
        String key = path.substring(Math.min(path.length(), bucket.length() + 2));
        Map<String, String> query = Loopback.query(exchange.getRequestURI());
        return key.isEmpty() ? listing(query) : object(exchange, key, query, body);
    }

    private Answer listing(Map<String, String> query) {
        if (query.containsKey("uploads")) {
            Map<String, String> keys = new TreeMap<>();
            uploads.forEach((id, begun) -> keys.put(id, begun.key()));
            return Answer.of(200, S3Listing.uploads(keys, query));
        }
        SortedMap<String, Integer> sizes = new TreeMap<>();
        objects.forEach((key, stored) -> sizes.put(key, stored.bytes().length));
        return Answer.of(200, S3Listing.objects(sizes, query));
    }

    private Answer object(HttpExchange exchange, String key, Map<String, String> query, byte[] body) {
        boolean refused = conditional
                && objects.containsKey(key)
                && "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        String upload = query.getOrDefault("uploadId", "");
        return switch (exchange.getRequestMethod() + (query.containsKey("uploads") ? " begin" : "")) {
            case "POST begin" -> {
                String id = "upload-" + ++ids;
                uploads.put(id, new Begun(key, metadata(exchange), new TreeMap<>()));
                yield Answer.of(
                        200,
                        "<InitiateMultipartUploadResult><UploadId>" + id
                                + "</UploadId></InitiateMultipartUploadResult>");
            }
            case "PUT" -> {
                if (!upload.isEmpty()) {
                    yield part(exchange, upload, Integer.parseInt(query.get("partNumber")), body);
                }
                if (refused) {
                    yield Answer.error(412, "PreconditionFailed");
                }
                objects.put(key, new Stored(body, metadata(exchange)));
                yield Answer.of(200, "");
            }
            case "POST" -> {
                if (!uploads.containsKey(upload)) {
                    yield Answer.error(404, "NoSuchUpload");
                }
                yield refused ? Answer.error(412, "PreconditionFailed") : complete(key, upload, body);
            }
            case "DELETE" -> {
                if (upload.isEmpty()) {
                    objects.remove(key);
                } else {
                    uploads.remove(upload);
                }
                yield Answer.of(204, "");
            }
            case "GET", "HEAD" -> {
                Stored stored = objects.get(key);
                if (stored == null) {
                    yield Answer.error(404, "NoSuchKey");
                }
                stored.metadata()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(stored.bytes().length));
                yield new Answer(200, stored.bytes());
            }
            default -> Answer.error(405, "MethodNotAllowed");
        };
    }

    private Answer part(HttpExchange exchange, String upload, int number, byte[] body) {
        if (!uploads.containsKey(upload)) {
            return Answer.error(404, "NoSuchUpload");
        }
        uploads.get(upload).parts().put(number, body);
        exchange.getResponseHeaders().set("ETag", etag(body));
        return Answer.of(200, "");
    }

    /** As the request lists them, in order, and each as it was uploaded. */
    private Answer complete(String key, String upload, byte[] body) {
        Begun begun = uploads.get(upload);
        String asked = new String(body, StandardCharsets.UTF_8).replace("&quot;", "\"");
        String wanted = begun.parts().values().stream().map(S3Server::etag).collect(Collectors.joining(","));
        String listed = Arrays.stream(asked.split("<ETag>", -1))
                .skip(1)
                .map(part -> part.substring(0, part.indexOf('<')))
                .collect(Collectors.joining(","));
        int parts = begun.parts().size();
        if (!listed.equals(wanted)
                || !List.copyOf(begun.parts().keySet())
                        .equals(IntStream.rangeClosed(1, parts).boxed().toList())) {
            return Answer.error(400, "InvalidPart");
        }
        byte[] whole = new byte
                [begun.parts().values().stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : begun.parts().values()) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        objects.put(key, new Stored(whole, begun.metadata()));
        uploads.remove(upload);
        return Answer.of(200, "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>");
    }

    private static Map<String, String> metadata(HttpExchange exchange) {
        Map<String, String> metadata = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-")) {
                metadata.put(name, values.get(0));
            }
        });
        return metadata;
    }

    private static String etag(byte[] bytes) {
        return '"' + HexFormat.of().formatHex(md5(bytes)) + '"';
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.wadi.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the sample services as a process of their own. */
public final class Samples {
    private static final String USAGE =
            "Usage: Samples --properties PATH [--until-eof] [--access-log] [--without-shop]";

    private Samples() {}

    /** Serves until SIGTERM or, with {@code --until-eof}, until standard input ends: then it dies with its parent. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean untilEof = rest.remove("--until-eof");
        boolean shop = !rest.remove("--without-shop");
        Consumer<String> accessLog = rest.remove("--access-log") ? System.out::println : line -> {};
        if (rest.size() != 2 || !rest.get(0).equals("--properties")) {
            System.err.println("Not understood: " + String.join(" ", arguments) + "\n" + USAGE);
            System.exit(2);
        }
        SampleServices services =
                shop ? SampleServices.start(Shop.start(), accessLog) : SampleServices.start(accessLog);
        Path properties = Path.of(rest.get(1));
        List<SettingsFile> files = List.of(
                new SettingsFile(secretsBeside(properties), services.secrets()),
                new SettingsFile(properties, services.settings()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(services, files)));
        try {
            for (SettingsFile file : files) {
                file.write();
            }
        } catch (IOException e) {
            System.err.println(
                    "The addresses could not be written: " + e + "\nGive --properties a path you may write.");
            System.exit(1);
        }
        services.addresses().forEach((name, url) -> System.out.println(name + " " + url));
        if (shop) {
            System.out.println("shop " + services.settings().get("connection.shop.url"));
        }
        System.out.println("ready");
        if (untilEof) {
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        }
        Thread.currentThread().join(); // for ever
    }

    /** {@code samples.secrets.properties} for {@code samples.properties}. */
    private static Path secretsBeside(Path properties) {
        String name = properties.getFileName().toString();
        return properties.resolveSibling(name.replaceFirst("\\.properties$", "") + ".secrets.properties");
    }

    private static void stop(SampleServices services, List<SettingsFile> files) {
        try (services) {
            for (SettingsFile file : files) {
                file.remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of addresses could not be removed", e);
        }
    }
}

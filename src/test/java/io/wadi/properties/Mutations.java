package io.wadi.properties;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bytes that were well, and then were cut, doubled, flipped or mixed with what breaks readers. */
final class Mutations {
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ":",
            ",",
            "\n",
            "\r",
            "\0",
            "\u202e",
            "\u001b[2J",
            "\\ud800",
            "\\u0000",
            "1e400",
            "-",
            "9".repeat(40),
            "null",
            "NaN",
            "[".repeat(2_000),
            "''; --",
            "../..",
            "!!foo.Bar [x]",
            "&a [*a, *a]",
            "${jndi:ldap://x}",
            "{{secrets.a.b}}",
            "%s%n",
            "\ufeff",
            "\t",
            "- ",
            ": ",
            "#",
            "|");

    private Mutations() {}

    static byte[] of(byte[] seed, long chance) {
        Random random = new Random(chance);
        byte[] mutated = seed;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = once(mutated, random);
        }
        return mutated;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 + Math.min(64, bytes.length)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        switch (random.nextInt(5)) {
            case 0 -> out.write(bytes, to, bytes.length - to);
            case 1 -> {
                out.write(bytes, from, to - from);
                out.write(bytes, from, bytes.length - from);
            }
            case 2 -> {
                out.write(random.nextInt(256));
                out.write(bytes, Math.min(bytes.length, from + 1), bytes.length - Math.min(bytes.length, from + 1));
            }
            case 3 -> {
                out.writeBytes(TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
                out.write(bytes, from, bytes.length - from);
            }
            default -> {}
        }
        return out.toByteArray();
    }
}

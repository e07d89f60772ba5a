package io.wadi.load.s3;

/**
 * How much goes where, in bytes.
 *
 * @param file a file; Snowflake asks for 100 to 250 MB
 * @param step one request of an upload
 */
public record Sizes(long file, long step) {
    public static final Sizes DEFAULT = new Sizes(150_000_000, 16 << 20);

    public Sizes {
        if (file <= 0 || step <= 0) {
            throw new IllegalArgumentException("sizes are above 0");
        }
    }
}

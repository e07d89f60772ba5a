package io.wadi.normalise;

/**
 * Values of typed columns that a column, which was there before, does not hold whole.
 *
 * @param key as the source spells the column
 * @param holds the type of the column at the destination, with its digits
 */
public record Narrowed(String table, String key, String column, String holds, long times) implements Finding {
    public Narrowed {
        if (times < 1) {
            throw new IllegalArgumentException("narrowed " + times + " times");
        }
    }

    @Override
    public String describe() {
        return "column " + key + " has " + times + (times == 1 ? " value" : " values") + " that column " + table + "."
                + column + ", " + holds
                + " since it was made, does not hold whole: digits, a time of day or leading zeros"
                + " are lost; run with --refresh drop_resources to make the table anew as the source is now";
    }
}

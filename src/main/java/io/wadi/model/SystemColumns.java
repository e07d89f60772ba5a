package io.wadi.model;

/**
 * Which columns of its own a resource's tables get (contract 2.1).
 *
 * @param rootId whether nested rows carry the id of their root row even where no merge needs it
 * @param rowId whether rows have an id; without, nothing can be nested below them
 * @param loadId whether root rows tell which load brought them
 */
public record SystemColumns(boolean rootId, boolean rowId, boolean loadId) {
    public static final SystemColumns DEFAULT = new SystemColumns(false, true, true);
}

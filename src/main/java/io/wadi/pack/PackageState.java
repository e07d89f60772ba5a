package io.wadi.pack;

import java.util.Locale;

/** How far a load package has come; {@code LOADED}, {@code ABORTED} and {@code STALE} are ends. */
public enum PackageState {
    EXTRACTING,
    EXTRACTED,
    NORMALISED,
    LOADING,
    LOADED,
    ABORTED,
    STALE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isEnd() {
        return switch (this) {
            case LOADED, ABORTED, STALE -> true;
            case EXTRACTING, EXTRACTED, NORMALISED, LOADING -> false;
        };
    }
}

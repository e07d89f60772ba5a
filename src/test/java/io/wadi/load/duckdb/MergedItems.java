package io.wadi.load.duckdb;

import io.wadi.model.LoadJob;
import java.util.List;

/** Loads that merge into the table {@code items} and its lists, one after another, and what is there then. */
public interface MergedItems {
    void load(LoadJob... jobs);

    /** Each row's values in text, with commas between; without their load ids. */
    List<String> items();

    /** The elements of lists, each with its root row's id. */
    List<String> elements();
}

package io.wadi.load.duckdb;

import io.wadi.model.LoadPackage;

/**
 * How much memory DuckDB may take for a load. Left to itself it keeps what it wrote in memory, up to four fifths of the
 * machine's.
 */
record LoadMemory(DuckDbSession session) {
    /** What a column of a table takes for each thread that writes it: a block, and the one before it on its way out. */
    private static final long COLUMN = 2 * 256 * 1024;

    /**
     * Rows that are added go through; they may take as much as Java's heap, and what their columns need at the least. Rows
     * that others are compared with are held, and what there is may be needed.
     *
     * @param compares whether rows are merged
     */
    void limit(LoadPackage load, boolean compares) {
        boolean held =
                compares || load.jobs().stream().anyMatch(job -> job.keys().isPresent());
        if (held) {
            session.update("RESET memory_limit");
            return;
        }
        long columns = load.jobs().stream()
                .mapToLong(job -> job.table().columns().size())
                .sum();
        long bytes = Runtime.getRuntime().maxMemory() + columns * threads() * COLUMN;
        session.update("SET memory_limit = '" + (bytes >> 20) + "MiB'");
    }

    private long threads() {
        return session.query("SELECT current_setting('threads')", row -> row.getLong(1))
                .get(0);
    }
}

package io.wadi.flow.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Where Quartz keeps the triggers of a cluster: tables beside the runs, on a few connections of its own. */
public final class QuartzTables implements ConnectionProvider {
    private final HikariDataSource pool;

    QuartzTables(HikariDataSource pool) {
        this.pool = pool;
    }

    /** What Quartz is to be told, so that it finds them; it closes the connections when it is shut down. */
    public Map<String, String> properties() {
        String name = pool.getPoolName() + "@" + Integer.toHexString(System.identityHashCode(pool));
        DBConnectionManager.getInstance().addConnectionProvider(name, this);
        String store = "org.quartz.jobStore.";
        return Map.of(
                "org.quartz.scheduler.instanceId",
                "AUTO",
                store + "class",
                "org.quartz.impl.jdbcjobstore.JobStoreTX",
                store + "driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                store + "dataSource",
                name,
                store + "tablePrefix",
                "wadi_qrtz_",
                store + "useProperties",
                "true", // job data as text, and no serialised objects
                store + "isClustered",
                "true",
                store + "clusterCheckinInterval",
                "3000",
                store + "acquireTriggersWithinLock",
                "true");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void initialize() {
        // the pool is open
    }

    @Override
    public void shutdown() {
        pool.close();
    }
}

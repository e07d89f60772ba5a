-- How far attempts are, and how far they came.

-- when each station of an attempt was first and last active: stations overlap
create table wadi_run_station (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    attempt       integer not null,
    station       varchar(20) not null,
    began_at      bigint not null,
    seen_at       bigint not null,
    primary key (run, attempt, station)
);

-- rows that an attempt has made ready to be loaded
create table wadi_run_packed (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    attempt       integer not null,
    tables        text not null,            -- JSON: {"orders": 12400}
    primary key (run, attempt)
);

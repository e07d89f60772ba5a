-- Instants are milliseconds since 1970 in UTC, spans of time are milliseconds. The same text makes the tables of SQLite
-- and PostgreSQL. What is added later comes as V2__….sql: these files never change once released.

-- each process that runs something, while it lives
create table wadi_node (
    id            varchar(120) primary key,
    host          text not null,
    pid           bigint not null,
    born          bigint not null,          -- when its process began, as the system says it
    role          text not null,
    joined_at     bigint not null,
    beat          bigint not null,          -- counts up while it lives
    memory_bytes  bigint not null
);

create table wadi_run (
    id            varchar(60) primary key,
    pipeline      text not null,
    deployment    varchar(200),
    state         varchar(30) not null,
    version       bigint not null,
    reason        text not null,
    attempt       integer not null,
    since         integer not null,
    attempts      integer not null,
    cause         text not null,            -- what triggered it, and who
    caused_by     text not null,
    idem_key      varchar(200),
    asks          text not null,            -- JSON
    slots         text not null,            -- JSON: {"pipeline:products": 1}
    keeper        varchar(120),
    node          varchar(120),
    pausing       integer not null,
    due_at        bigint not null,
    created_at    bigint not null,
    changed_at    bigint not null,
    started_at    bigint,
    ended_at      bigint,
    again_at      bigint,
    spent_ms      bigint not null,
    station       text not null,
    records       bigint not null,
    rows_loaded   bigint not null,
    bytes         bigint not null,
    cpu_ms        bigint not null,
    memory_bytes  bigint not null,
    load_id       text
);
create unique index wadi_run_by_key on wadi_run (deployment, idem_key);
create index wadi_run_by_newest on wadi_run (created_at, id);
create index wadi_run_by_of on wadi_run (deployment, created_at, id);
create index wadi_run_by_state on wadi_run (state, due_at, id);

-- each state that a run was in
create table wadi_run_state (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    version       bigint not null,
    at            bigint not null,
    state         varchar(30) not null,
    attempt       integer not null,
    node          varchar(120),
    reason        text not null,
    primary key (run, version)
);

-- how each attempt ended: its report, or its failure, as JSON
create table wadi_run_outcome (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    attempt       integer not null,
    at            bigint not null,
    report        text,
    failure       text,
    primary key (run, attempt)
);

create table wadi_run_table (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    name          varchar(300) not null,
    rows_loaded   bigint not null,
    rows_deleted  bigint not null,
    new_table     integer not null,
    new_columns   text not null,            -- JSON: ["email"]
    primary key (run, name)
);

create table wadi_log (
    run           varchar(60) not null references wadi_run (id) on delete cascade,
    seq           bigint not null,
    at            bigint not null,
    level         varchar(10) not null,
    text          text not null,
    primary key (run, seq)
);

-- what was deployed, and the switches that people set while it runs
create table wadi_deployment (
    name          varchar(200) primary key,
    pipeline      text not null,
    definition    text not null,            -- the entry of deployments.yaml, whole, as JSON
    fingerprint   varchar(64) not null,
    origin        text not null,            -- file, or deploy
    deployed_at   bigint not null,
    deployed_by   text not null,
    paused_at     bigint,
    paused_by     text,
    seen_to       bigint not null           -- the last instant of its schedules that was seen to
);

create table wadi_limit (
    name          varchar(200) primary key,
    slots         integer not null
);

-- what alerts told of and has not passed
create table wadi_incident (
    deployment    varchar(200) not null,
    kind          varchar(40) not null,
    opened_at     bigint not null,
    run           varchar(60),
    text          text not null,
    told_at       bigint,
    primary key (deployment, kind)
);

create table wadi_backfill (
    id            varchar(60) primary key,
    deployment    varchar(200) not null,
    range_from    text not null,
    range_to      text not null,
    every         text not null,
    parallel      integer not null,
    created_at    bigint not null,
    created_by    text not null
);

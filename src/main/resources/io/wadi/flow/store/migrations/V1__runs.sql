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
-- lists are read in the order of an index, whatever they are chosen by
create index wadi_run_by_newest on wadi_run (created_at, id);
create index wadi_run_by_state on wadi_run (state, created_at, id);
create index wadi_run_by_name on wadi_run ((coalesce(deployment, pipeline)), created_at, id);
create index wadi_run_by_name_state on wadi_run ((coalesce(deployment, pipeline)), state, created_at, id);
create index wadi_run_by_end on wadi_run (ended_at) where ended_at is not null;
-- what has not ended, however long the history is
create index wadi_run_under_way on wadi_run (due_at, created_at, id) where ended_at is null;

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

create index wadi_log_by_age on wadi_log (at);

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

-- what is wrong with deployments, and was: a family of troubles is one incident until it has passed
create table wadi_incident (
    id            bigint primary key,
    deployment    varchar(200) not null,
    family        varchar(40) not null,
    trouble       varchar(40) not null,     -- as which it began
    opened_at     bigint not null,
    closed_at     bigint,
    first_run     varchar(60),
    last_run      varchar(60),
    seen          integer not null          -- in how many runs
);
create unique index wadi_incident_open on wadi_incident (deployment, family) where closed_at is null;
create index wadi_incident_by_run on wadi_incident (first_run);

-- who is told of an incident and of its end, and whether it got there
create table wadi_alert (
    incident      bigint not null references wadi_incident (id) on delete cascade,
    channel       varchar(100) not null,
    mood          varchar(20) not null,
    state         varchar(20) not null,     -- due, told, given-up
    address       text not null,            -- the channel, as JSON; its secrets are none of it
    notice        text not null,            -- JSON
    created_at    bigint not null,
    due_at        bigint not null,
    tries         integer not null,
    claimed_by    varchar(120),
    claimed_to    bigint not null,          -- until then nobody else tries
    said          text not null,            -- why the last try did not get there
    version       bigint not null,
    primary key (incident, channel, mood)
);
create index wadi_alert_by_state on wadi_alert (state, due_at);

-- Who did what, and who is signed in at the console.

create table wadi_audit (
    id            varchar(60) primary key,  -- grows with time
    at            bigint not null,
    who           text not null,
    role          varchar(20) not null,
    way           varchar(20) not null,     -- console, or api
    came_from     text not null,            -- the address, where it is known
    action        varchar(60) not null,
    target        text not null,
    outcome       integer not null,         -- the status of the answer
    detail        text not null
);
create index wadi_audit_by_age on wadi_audit (at, id);

create table wadi_session (
    hash          varchar(64) primary key,  -- SHA-256 of what the browser keeps
    who           text not null,
    role          varchar(20) not null,
    way           varchar(20) not null,     -- link, password, token, or proxy
    began_at      bigint not null,
    seen_at       bigint not null,
    ends_at       bigint not null
);
create index wadi_session_by_end on wadi_session (ends_at);

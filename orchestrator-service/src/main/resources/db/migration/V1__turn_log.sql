-- The turn log: what was decided and said in every conversation. One writer, the orchestrator; one schema, its own.

-- Who lives. A process that has been silent for the lapse has lost its conversations.
create table process (
    id        uuid        not null,
    epoch     bigint      not null,
    heartbeat timestamptz not null,
    primary key (id, epoch)
);

create table conversation (
    tenant          text        not null,
    id              uuid        primary key,
    caller          jsonb       not null,
    spec            jsonb       not null,
    -- Cursor, counters and budgets, folded with every change.
    progress        jsonb       not null,
    status          text        not null check (status in ('active', 'paused', 'completed')),
    wish            text        check (wish in ('run', 'pause', 'stop')),
    stop_reason     text,
    code            text,
    next_seq        bigint      not null,
    -- Grows with every change of hands; only the highest may write.
    fence           bigint      not null,
    owner           uuid,
    epoch           bigint,
    idempotency_key text,
    request_hash    text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check ((status = 'active') = (wish is not null)),
    check ((status = 'completed') = (stop_reason is not null)),
    check (status = 'active' or owner is null)
);
create unique index conversation_request on conversation (tenant, idempotency_key) where idempotency_key is not null;
create index conversation_newest on conversation (tenant, created_at desc, id desc);
-- What the takeover looks through: few rows, however long the list of ended conversations grows.
create index conversation_active on conversation (updated_at) where status = 'active';

-- Lines are numbered without gaps and never changed.
create table event (
    tenant       text        not null,
    conversation uuid        not null references conversation (id) on delete cascade,
    seq          bigint      not null,
    type         text        not null,
    fence        bigint      not null,
    payload      jsonb       not null,
    created_at   timestamptz not null,
    primary key (conversation, seq)
);

create table message (
    tenant       text        not null,
    conversation uuid        not null references conversation (id) on delete cascade,
    seq          bigint      not null,
    part         int         not null,
    role         text        not null,
    content      text        not null,
    agent_url    text,
    agent        text,
    agent_role   text,
    model        text,
    round        int         not null,
    turn         int         not null,
    tokens       int,
    -- Answers only: their attempt, and where their ideas stand with the registry.
    started_seq  bigint,
    attempt      int,
    claim        text        check (claim in ('owed', 'claimed', 'confirmed')),
    created_at   timestamptz not null,
    primary key (conversation, seq, part)
);
-- An attempt has one answer.
create unique index message_answer on message (conversation, started_seq) where started_seq is not null;
create index message_unsettled on message (conversation, seq) where claim in ('owed', 'claimed');

create table usage (
    tenant        text        not null,
    conversation  uuid        not null references conversation (id) on delete cascade,
    turn          int         not null,
    attempt       int         not null,
    agent         text        not null,
    node          text,
    model         text,
    prompt_tokens int,
    tokens        int,
    duration_ms   bigint      not null,
    created_at    timestamptz not null,
    primary key (conversation, turn)
);

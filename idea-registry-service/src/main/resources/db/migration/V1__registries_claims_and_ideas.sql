-- One registry per tenant and conversation. The row is the lock under which claims are decided.
create table registry (
    tenant       text   not null,
    conversation uuid   not null,
    -- the highest fence that was ever seen: claimants with a lower one have lost the conversation
    fence        bigint not null,
    -- names what the registry holds; changes with it, so that an index can tell whether it is up to date
    state        bigint not null default 0,
    -- how many claims were ever recorded; the next one is numbered after it
    claims       bigint not null default 0,
    primary key (tenant, conversation)
);

-- What one attempt of a turn answered.
create table claim (
    tenant       text        not null,
    conversation uuid        not null,
    claim        bigint      not null,
    turn         integer     not null,
    attempt      integer     not null,
    round        integer     not null,
    agent        text        not null,
    role         text        not null,
    -- fingerprint of the answer and of how it was cut: the same claim is recognised when it is repeated
    answer       text        not null,
    standing     text        not null check (standing in ('PROVISIONAL', 'CONFIRMED', 'LAPSED')),
    since        timestamptz not null,
    primary key (tenant, conversation, claim),
    foreign key (tenant, conversation) references registry on delete cascade
);

create index claim_of_turn on claim (tenant, conversation, turn);

-- At most one claim of a turn counts, whatever a caller does.
create unique index live_claim_of_turn on claim (tenant, conversation, turn) where standing <> 'LAPSED';

-- What housekeeping looks for, oldest first.
create index claim_by_age on claim (standing, since, tenant, conversation) where standing <> 'CONFIRMED';

create table idea (
    tenant       text    not null,
    conversation uuid    not null,
    claim        bigint  not null,
    ordinal      integer not null,
    text         text    not null,
    -- fingerprint of the canonical key
    key          text    not null,
    verdict      text    not null check (verdict in ('NEW', 'REPEATED', 'UNVERIFIED')),
    -- the idea it repeats, with how that was found; null unless it repeats one
    of_claim     bigint,
    of_ordinal   integer,
    of_text      text,
    score        double precision,
    method       text,
    why          text,
    primary key (tenant, conversation, claim, ordinal),
    foreign key (tenant, conversation, claim) references claim on delete cascade,
    check ((verdict = 'REPEATED') = (of_claim is not null))
);

create index idea_by_key on idea (tenant, conversation, key, claim, ordinal);
create index idea_repeating on idea (tenant, conversation, of_claim) where of_claim is not null;
create index idea_unverified on idea (tenant, conversation, claim) where verdict = 'UNVERIFIED';

-- What readers see: the ideas of completed turns.
create view confirmed_idea as
select i.tenant, i.conversation, i.claim, i.ordinal, c.turn, c.round, c.agent, c.role,
       i.text, i.verdict, i.of_text, i.score, i.method, i.why
from idea i
join claim c using (tenant, conversation, claim)
where c.standing = 'CONFIRMED';

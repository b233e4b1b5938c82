-- Why whoever pays for a conversation pays no longer; null while it does. The caller of a conversation is its payer.
alter table conversation add column withheld text;

create index conversation_paid_by on conversation (tenant, (caller ->> 'key')) where status = 'active';

-- The question that follows an answer as if a person had asked it stands in the answer's row: a turn leaves a row less. It is
-- the part after the answer's; null where it has a row of its own, as those of earlier versions and those that were edited have.
alter table message add column question text;

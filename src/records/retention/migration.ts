const tables = `
alter table records_holds add column words_said text;
create index records_entries_due on records_entries (kind, at) where body is not null;
create table records_disposal (
  only_one boolean primary key default true check (only_one),
  paused_at timestamptz,
  paused_by text,
  pause_reason text,
  last_night_at timestamptz,
  check ((paused_at is null) = (paused_by is null))
);
insert into records_disposal default values;
`

/**
 * Setting a hold and emptying entries take turns at the end of the chain: of two at the same moment, the second sees what
 * the first did, whoever writes the SQL. A hold changes once, by being lifted; what proves the chain is never emptied.
 */
const guards = `
create function records_in_turn() returns trigger language plpgsql as $$
begin
  perform 1 from records_head for update;
  return null;
end
$$;
create trigger records_entries_in_turn before update on records_entries
  for each statement execute function records_in_turn();
create trigger records_holds_in_turn before insert or update on records_holds
  for each statement execute function records_in_turn();

create function records_lift_only() returns trigger language plpgsql as $$
begin
  if old.lifted_at is null and new.lifted_at is not null and new.lifted_by is not null
    and length(trim(new.lift_reason)) > 0
    and to_jsonb(new) - '{lifted_by,lifted_at,lift_reason}'::text[]
      = to_jsonb(old) - '{lifted_by,lifted_at,lift_reason}'::text[]
  then
    return new;
  end if;
  raise exception 'a legal hold is lifted with a reason, and changes in no other way'
    using errcode = 'integrity_constraint_violation';
end
$$;
create trigger records_holds_lift_only before update on records_holds
  for each row execute function records_lift_only();

create function records_never_empty() returns trigger language plpgsql as $$
begin
  if old.kind in ('disposal', 'key-made') then
    raise exception 'the archive is append-only: entry % proves others and stays', old.seq
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger records_entries_proofs before update on records_entries
  for each row execute function records_never_empty();
`

/** The step that brings retention, holds and disposal to the archive's tables. */
export const retentionStep = { name: '003-retention', sql: tables + guards }

/**
 * The step that brings the clock of conversations. What an office had set for replies and moderation by themselves becomes
 * its length, the longest of them, so that nothing goes earlier than somebody decided.
 */
export const conversationsStep = {
  name: '005-conversations',
  sql: `
alter table records_clocks
  alter column days drop not null,
  add column years int check (years between 1 and 200),
  add check ((days is null) <> (years is null));
insert into records_clocks (clock, years, changed_at)
  select 'conversations', max(least(coalesce(years, 10), 10)), max(changed_at) from records_schedules
  where kind in ('reply-received', 'moderation') having count(*) > 0;
delete from records_schedules where kind in ('reply-received', 'moderation');
`,
}

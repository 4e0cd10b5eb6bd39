/** The step that tells of an export what it is for, in which language and zone its page is, and why it failed. */
export const exportStep = {
  name: '004-export-purpose',
  sql: `
alter table records_exports
  add column purpose text not null default '',
  add column locale text not null default 'en',
  add column time_zone text not null default 'UTC',
  add column failure text;
`,
}

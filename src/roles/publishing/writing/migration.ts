/**
 * What a version says as its writer gave it (`VersionForm`), beside `content`, which is what goes out. Null in rows from before
 * there were threads and mentions: those went out as they were written, so they are read from their content.
 */
export const writtenSql = `alter table message_versions add column written jsonb`

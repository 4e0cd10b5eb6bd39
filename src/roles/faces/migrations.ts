import { peopleSql } from '#roles/faces/people/migration.ts'
import { rotaFeedsSql, rotaSql } from '#roles/faces/rota/migration.ts'
import { lifeCycleSql } from '#roles/faces/life-cycle/migration.ts'
import { namesSql } from '#roles/faces/look-alikes/names-migration.ts'
import { registerSql } from '#roles/faces/register/migration.ts'
import { questionsSql } from '#roles/faces/questions/migration.ts'
import { voiceSql } from '#roles/faces/voice/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

/** The tables of faces: people as the public meets them, the rota, and the register of official accounts. */
export const facesMigrations: RoomMigrations = {
  room: 'faces',
  steps: [
    { name: '001-people', sql: peopleSql },
    { name: '002-rota', sql: rotaSql },
    { name: '003-register', sql: registerSql },
    { name: '004-life-cycle', sql: lifeCycleSql },
    { name: '006-questions', sql: questionsSql },
    { name: '007-voice', sql: voiceSql },
    { name: '008-rota-feeds', sql: rotaFeedsSql },
    { name: '009-look-alikes-x', sql: namesSql },
  ],
}

import type { Words } from '#store/errors.ts'

/** The lines a person sees while the database gets ready, in both languages. */
export const said = {
  copying: { en: 'Copying the database program…', fr: 'Copie du programme de base de données…' },
  creating: {
    en: 'Creating the database (first start)…',
    fr: 'Création de la base de données (premier démarrage)…',
  },
  elsewhere: (home: string): Words => ({
    en: `The database lives in ${home}, because its account cannot enter the data folder.`,
    fr: `La base de données se trouve dans ${home}, car son compte ne peut entrer dans le dossier de données.`,
  }),
  stoppingOrphan: {
    en: 'The last run ended abruptly; stopping the database it left running…',
    fr: 'La dernière exécution s’est terminée brusquement ; arrêt de la base laissée en marche…',
  },
  recovering: {
    en: 'The database is reading its journal after an abrupt end…',
    fr: 'La base de données relit son journal après une fin brusque…',
  },
  restarting: {
    en: 'The database stopped unexpectedly; starting it again…',
    fr: 'La base de données s’est arrêtée de façon inattendue ; redémarrage…',
  },
} as const

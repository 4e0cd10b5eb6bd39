import type { Words } from '#kernel/words.ts'
import type { FileWhy } from '#roles/publishing/history/past-post.ts'
import type { RecordWhy } from '#roles/publishing/history/recording.ts'

type Why = FileWhy | 'busy' | 'cut-off' | 'empty' | 'no-such-import' | 'no-right'

/** Why a file was not brought in, and what helps. */
export const fileProblems: Readonly<Record<Why, Words>> = {
  'not-an-archive': {
    en: 'This is no zip or tar.gz that can be read; it may have been cut short. Nothing was brought in. Download the export again.',
    fr: 'Ce n’est pas un fichier zip ou tar.gz lisible ; il a peut-être été coupé. Rien n’a été importé. Téléchargez de nouveau l’export.',
  },
  'no-posts-file': {
    en: 'There are no posts in this file. Of X give the whole archive (it holds data/tweets.js), of Mastodon the export of the outbox (outbox.json).',
    fr: 'Ce fichier ne contient pas de messages. Pour X, donnez l’archive entière (elle contient data/tweets.js), pour Mastodon l’export de la boîte d’envoi (outbox.json).',
  },
  'not-json': {
    en: 'The posts in this file cannot be read. Nothing was brought in. Download the export again.',
    fr: 'Les messages de ce fichier sont illisibles. Rien n’a été importé. Téléchargez de nouveau l’export.',
  },
  'not-a-repository': {
    en: 'This is no repository of Bluesky (a CAR file). Nothing was brought in. In Bluesky: Settings, Account, Export my data.',
    fr: 'Ce n’est pas un dépôt Bluesky (un fichier CAR). Rien n’a été importé. Dans Bluesky : Paramètres, Compte, Exporter mes données.',
  },
  'too-large': {
    en: 'The file is too large: 1 GB at most, and 256 MB for a repository of Bluesky or for posts unpacked. Nothing was brought in.',
    fr: 'Le fichier est trop volumineux : 1 Go au plus, et 256 Mo pour un dépôt Bluesky ou pour les messages une fois décompressés. Rien n’a été importé.',
  },
  'not-utf8': {
    en: 'The table is not in UTF-8, so accents would be lost. Save it as “CSV UTF-8” and bring it in again.',
    fr: 'Le tableau n’est pas en UTF-8 : les accents seraient perdus. Enregistrez-le comme « CSV UTF-8 » et recommencez.',
  },
  'not-csv': {
    en: 'The table cannot be read as CSV: a quotation mark may be open, or a line is longer than 1 MB. Nothing was brought in.',
    fr: 'Le tableau n’est pas lisible en CSV : un guillemet est peut-être resté ouvert, ou une ligne dépasse 1 Mo. Rien n’a été importé.',
  },
  'no-heading': {
    en: 'The first line must name the columns, at least date and text. Nothing was brought in.',
    fr: 'La première ligne doit nommer les colonnes, au moins date et texte. Rien n’a été importé.',
  },
  busy: {
    en: 'Another file is being brought in. Wait until it is done, then try again.',
    fr: 'Un autre fichier est en cours d’importation. Attendez la fin, puis réessayez.',
  },
  'cut-off': {
    en: 'The file did not arrive whole. Nothing was brought in. Try again.',
    fr: 'Le fichier n’est pas arrivé en entier. Rien n’a été importé. Réessayez.',
  },
  empty: {
    en: 'The file is empty. Choose another one.',
    fr: 'Le fichier est vide. Choisissez-en un autre.',
  },
  'no-such-import': {
    en: 'This import is not there any more. The list shows those there are.',
    fr: 'Cette importation n’existe plus. La liste montre celles qui existent.',
  },
  'no-right': {
    en: 'You may not write here any more, so nothing was changed.',
    fr: 'Vous ne pouvez plus rédiger ici : rien n’a été modifié.',
  },
}

/** Why nothing is put on record, and what helps. */
export const recordProblems: Readonly<Record<RecordWhy, Words>> = {
  'no-right': {
    en: 'You may not decide what the archive keeps any more, so nothing was put on record.',
    fr: 'Vous ne décidez plus de ce que les archives conservent : rien n’y a été versé.',
  },
  'no-such-import': fileProblems['no-such-import'],
  'nothing-there': {
    en: 'None of these posts is here any more, so nothing was put on record. Search again.',
    fr: 'Aucun de ces messages n’est plus ici : rien n’a été versé aux archives. Cherchez de nouveau.',
  },
  'on-record-already': {
    en: 'All of these posts are on record already.',
    fr: 'Tous ces messages sont déjà aux archives.',
  },
  'begun-already': {
    en: 'Somebody has begun to put these on record. The list shows how far it is.',
    fr: 'Quelqu’un a commencé à verser ces messages aux archives. La liste montre où on en est.',
  },
  'many-runs': {
    en: 'Others are being put on record. Wait until one of them is done, then try again.',
    fr: 'D’autres versements sont en cours. Attendez la fin de l’un d’eux, puis réessayez.',
  },
}

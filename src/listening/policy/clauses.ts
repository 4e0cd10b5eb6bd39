import type { Words } from '#kernel/words.ts'

/** What stands against a search, as codes that never change: they are kept with exceptions. */
export type Clause =
  | 'private-person'
  | 'fine-location'
  | 'assembly'
  | 'trait-health'
  | 'trait-politics'
  | 'trait-religion'
  | 'trait-origin'
  | 'trait-sexuality'
  | 'trait-union'
  | 'trait-crime'
  | 'trait-immigration'

/** What such a search would do, which policies stand against it, and how it can be written instead. */
export type ClauseWords = { does: Words; against: Words; instead: Words }

const sensitive: Words = {
  en: 'X developer terms on sensitive categories; GDPR, article 9(1); policy for searches, clause 3',
  fr: 'conditions de X pour développeurs, catégories sensibles ; RGPD, article 9, paragraphe 1 ; règles des veilles, article 3',
}

const service: Words = {
  en: 'Ask about the service instead (hours, closure, wait)',
  fr: 'Cherchez plutôt le service (heures, fermeture, attente)',
}

/** The clauses in words. X: Developer Agreement and Policy, surveillance and sensitive information. GDPR: (EU) 2016/679. */
export const clauses: Readonly<Record<Clause, ClauseWords>> = {
  'private-person': {
    does: { en: 'looks for a private person', fr: 'cherche une personne privée' },
    against: {
      en: 'X developer terms on surveillance; GDPR, article 6; policy for searches, clause 1',
      fr: 'conditions de X pour développeurs, surveillance ; RGPD, article 6 ; règles des veilles, article 1',
    },
    instead: {
      en: 'Ask about the issue or the office instead',
      fr: 'Cherchez plutôt le sujet ou l’institution',
    },
  },
  'fine-location': {
    does: {
      en: 'watches a place so small that it is somebody’s home',
      fr: 'observe un lieu si petit qu’il est le domicile de quelqu’un',
    },
    against: {
      en: 'X developer terms on surveillance and location; GDPR, article 6; policy for searches, clause 1',
      fr: 'conditions de X pour développeurs, surveillance et localisation ; RGPD, article 6 ; règles des veilles, article 1',
    },
    instead: {
      en: 'Widen it to 250 metres or more',
      fr: 'Élargissez-le à 250 mètres ou plus',
    },
  },
  assembly: {
    does: {
      en: 'watches people who protest or assemble',
      fr: 'observe des personnes qui manifestent ou se rassemblent',
    },
    against: {
      en: 'X developer terms on surveillance (protests, rallies, organizing meetings); policy for searches, clause 2',
      fr: 'conditions de X pour développeurs, surveillance (manifestations, rassemblements, réunions militantes) ; règles des veilles, article 2',
    },
    instead: {
      en: 'Ask for the road closure or the bus detour alone',
      fr: 'Cherchez seulement la rue fermée ou le détour d’autobus',
    },
  },
  'trait-health': {
    does: { en: 'looks for people by their health', fr: 'cherche des personnes selon leur santé' },
    against: sensitive,
    instead: service,
  },
  'trait-politics': {
    does: {
      en: 'looks for people by their politics',
      fr: 'cherche des personnes selon leurs opinions politiques',
    },
    against: sensitive,
    instead: {
      en: 'Ask about the public decision or the polling place instead',
      fr: 'Cherchez plutôt la décision publique ou le bureau de vote',
    },
  },
  'trait-religion': {
    does: { en: 'looks for people by their religion', fr: 'cherche des personnes selon leur religion' },
    against: sensitive,
    instead: service,
  },
  'trait-origin': {
    does: { en: 'looks for people by their origin', fr: 'cherche des personnes selon leur origine' },
    against: sensitive,
    instead: service,
  },
  'trait-sexuality': {
    does: {
      en: 'looks for people by their sexual orientation or gender identity',
      fr: 'cherche des personnes selon leur orientation sexuelle ou leur identité de genre',
    },
    against: sensitive,
    instead: service,
  },
  'trait-union': {
    does: { en: 'looks for people by their trade union', fr: 'cherche des personnes selon leur syndicat' },
    against: sensitive,
    instead: service,
  },
  'trait-crime': {
    does: {
      en: 'looks for people by alleged crimes',
      fr: 'cherche des personnes selon des infractions présumées',
    },
    against: {
      en: 'X developer terms on sensitive categories; GDPR, article 10; policy for searches, clause 3',
      fr: 'conditions de X pour développeurs, catégories sensibles ; RGPD, article 10 ; règles des veilles, article 3',
    },
    instead: service,
  },
  'trait-immigration': {
    does: {
      en: 'looks for people by their immigration status',
      fr: 'cherche des personnes selon leur statut d’immigration',
    },
    against: {
      en: 'X developer terms on surveillance; GDPR, article 6; policy for searches, clause 3',
      fr: 'conditions de X pour développeurs, surveillance ; RGPD, article 6 ; règles des veilles, article 3',
    },
    instead: service,
  },
}

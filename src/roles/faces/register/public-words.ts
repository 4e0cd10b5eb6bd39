import type { Words } from '#kernel/words.ts'
import type { AccountKind } from '#roles/faces/register/contract.ts'

/** The page of the register by its two names; the first is the one programs are given. */
export const registerPages = ['/official-accounts', '/comptes-officiels'] as const

/** What the public page of the register says. */
export const publicWords = {
  title: { en: 'Our official accounts', fr: 'Nos comptes officiels' },
  lede: {
    en: 'These accounts are ours, and no others. If an account says it speaks for us and is not here, do not trust it, and tell us.',
    fr: 'Ces comptes sont les nôtres, et il n’y en a pas d’autres. Si un compte dit parler en notre nom et ne figure pas ici, ne vous y fiez pas et signalez-le-nous.',
  },
  check: { en: 'Is it really us?', fr: 'Est-ce vraiment nous ?' },
  checkLabel: {
    en: 'Name or address of the account',
    fr: 'Nom ou adresse du compte',
  },
  checkHint: {
    en: 'For example @name, or the address of its profile',
    fr: 'Par exemple @nom, ou l’adresse de son profil',
  },
  checkButton: { en: 'Check', fr: 'Vérifier' },
  ours: { en: 'Yes, this account is ours:', fr: 'Oui, ce compte est le nôtre :' },
  oursHere: {
    en: 'It is ours on this network only. The same name on another network may be somebody else.',
    fr: 'Il est le nôtre sur ce réseau seulement. Le même nom sur un autre réseau peut appartenir à quelqu’un d’autre.',
  },
  closed: {
    en: 'No more: this account was ours and is closed.',
    fr: 'Plus maintenant : ce compte était le nôtre et il est fermé.',
  },
  'looks-alike': {
    en: 'No. This account is not ours, and its name looks like one of ours. Be careful, and tell us about it.',
    fr: 'Non. Ce compte n’est pas le nôtre, et son nom ressemble à l’un des nôtres. Soyez sur vos gardes et signalez-le-nous.',
  },
  'not-ours': { en: 'No, this account is not one of ours.', fr: 'Non, ce compte n’est pas l’un des nôtres.' },
  realOne: { en: 'Ours is:', fr: 'Le nôtre est :' },
  youAsked: { en: 'You asked about', fr: 'Votre question portait sur' },
  open: { en: 'Accounts we speak through', fr: 'Les comptes par lesquels nous parlons' },
  none: { en: 'We have no account on any network.', fr: 'Nous n’avons de compte sur aucun réseau.' },
  ended: { en: 'Closed accounts', fr: 'Comptes fermés' },
  endedOn: { en: 'Closed on', fr: 'Fermé le' },
  instead: { en: 'Follow us here instead', fr: 'Suivez-nous plutôt ici' },
  profile: { en: 'Profile', fr: 'Profil' },
  languages: { en: 'Languages', fr: 'Langues' },
  since: { en: 'Ours since', fr: 'À nous depuis le' },
  checked: { en: 'Last checked', fr: 'Dernière vérification le' },
  programs: { en: 'The same for programs (JSON)', fr: 'La même liste pour les programmes (JSON)' },
  practice: {
    en: 'Practice: this desk speaks in an invented town. Nothing here is real.',
    fr: 'Exercice : ce bureau parle dans une ville inventée. Rien ici n’est réel.',
  },
} as const satisfies Record<string, Words>

/** Whose voice an account is, as the public reads it. */
export const kindWords: Readonly<Record<AccountKind, Words>> = {
  official: { en: 'Official account', fr: 'Compte officiel' },
  role: { en: 'Account of an office or a post', fr: 'Compte d’une fonction' },
  personal: {
    en: 'A person of ours who writes about work, in their own name',
    fr: 'Une personne de chez nous qui parle de son travail, en son nom',
  },
}

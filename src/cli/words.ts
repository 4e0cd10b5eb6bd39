import type { Words } from '#kernel/words.ts'

/** The command line cannot be used as typed. People see the words and where to read more; the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError'
  readonly words: Words
  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/** What the kit itself says. */
export const kitWords = {
  usage: { en: 'Usage', fr: 'Utilisation' },
  commands: { en: 'Commands', fr: 'Commandes' },
  arguments: { en: 'Arguments', fr: 'Arguments' },
  flags: { en: 'Options', fr: 'Options' },
  examples: { en: 'Examples', fr: 'Exemples' },
  help: { en: 'Show this help', fr: 'Afficher cette aide' },
  json: { en: 'Print JSON lines, for programs', fr: 'Afficher des lignes JSON, pour les programmes' },
  default: { en: 'default', fr: 'par défaut' },
  more: { en: 'for more about one command', fr: 'pour en savoir plus sur une commande' },
  exits: {
    en: 'Exit codes: 0 fine, 1 found something wrong, 2 cannot run.',
    fr: 'Codes de sortie : 0 tout va bien, 1 un problème a été trouvé, 2 exécution impossible.',
  },
} as const satisfies Record<string, Words>

/** Usage refusals, worded. */
export const usage = {
  unknownCommand: (name: string, nearest: string | undefined): Words => ({
    en: `There is no command "${name}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
    fr: `La commande « ${name} » n’existe pas.${nearest ? ` Vouliez-vous dire « ${nearest} » ?` : ''}`,
  }),
  unknownFlag: (flag: string, nearest: string | undefined): Words => ({
    en: `There is no option ${flag} here.${nearest ? ` Did you mean ${nearest}?` : ''}`,
    fr: `L’option ${flag} n’existe pas ici.${nearest ? ` Vouliez-vous dire ${nearest} ?` : ''}`,
  }),
  needsValue: (flag: string): Words => ({ en: `${flag} needs a value.`, fr: `${flag} attend une valeur.` }),
  takesNoValue: (flag: string): Words => ({
    en: `${flag} takes no value.`,
    fr: `${flag} n’accepte pas de valeur.`,
  }),
  once: (flag: string): Words => ({
    en: `${flag} can be given once only.`,
    fr: `${flag} ne peut être indiquée qu’une fois.`,
  }),
  missing: (name: string): Words => ({ en: `${name} is missing.`, fr: `Il manque ${name}.` }),
  tooMany: (extra: string): Words => ({
    en: `"${extra}" is one argument too many.`,
    fr: `« ${extra} » est un argument de trop.`,
  }),
  wrong: (name: string, value: string, why: Words): Words => ({
    en: `${name} cannot be "${value}". ${why.en}`,
    fr: `${name} ne peut pas être « ${value} ». ${why.fr}`,
  }),
  oneOf: (values: string): Words => ({
    en: `Choose one of: ${values}.`,
    fr: `Choisissez parmi : ${values}.`,
  }),
  means: (words: Words): Words => ({ en: `It is: ${words.en}.`, fr: `C’est : ${words.fr}.` }),
  unusable: { en: 'It cannot be used.', fr: 'Cette valeur ne peut pas être utilisée.' },
  none: { en: 'Say what to do.', fr: 'Indiquez quoi faire.' },
} as const

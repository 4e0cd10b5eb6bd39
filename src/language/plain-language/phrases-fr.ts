const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Forms of the verb that makes a passive. */
export const beForms = words(
  'est sont était étaient sera seront serait seraient fut furent été être soit soient suis sommes êtes',
)

/** May stand between the verb and the participle. */
export const betweenWords = words(
  'pas aussi souvent toujours jamais déjà encore bientôt plus donc ensuite actuellement entièrement partiellement récemment été bien',
)

/** Participles that do not end in -é. */
export const participles = words(
  [
    'fait mis pris ouvert construit détruit produit réduit traduit écrit inscrit dit interdit permis soumis transmis compris',
    'repris remis promis admis émis offert couvert découvert souffert atteint éteint peint vu lu reçu prévu tenu retenu obtenu',
    'soutenu entendu rendu vendu perdu répondu attendu défendu connu reconnu battu interrompu résolu élu conclu exclu inclus',
    'fini choisi rempli garanti fourni averti établi rétabli réuni saisi puni suivi servi senti conduit introduit',
  ]
    .join(' ')
    .split(' ')
    .flatMap((form) => [form, `${form}e`, form.endsWith('s') ? form : `${form}s`, `${form}es`])
    .join(' '),
)

/** Look like a participle and say how something is, or make their past with "être". */
export const states = words(
  [
    'fermé situé désolé fatigué intéressé inquiet âgé limité ouvert prié obligé marié privé',
    'allé arrivé entré rentré monté né resté retourné tombé passé décédé devenu venu parti sorti mort descendu',
  ]
    .join(' ')
    .split(' ')
    .flatMap((form) => [form, `${form}e`, `${form}s`, `${form}es`])
    .join(' '),
)

/** Say no beside a verb. "ne … plus rien" is one no in French. */
export const negatives = words('pas sans non guère')

/** Say the opposite of what they would without their beginning. */
export const opposites = words(
  'impossible impossibles inutile inutiles inhabituel inhabituelle improbable inexact inexacte incorrect incorrecte ' +
    'insuffisant insuffisante inconnu inconnue incertain incertaine illégal illégale irrégulier irrégulière inapproprié ' +
    'inappropriée indifférent indifférente rare rares négligeable négligeables',
)

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Forms of the verb that makes a passive. */
export const beForms = words("is are was were be been being am isn't aren't wasn't weren't it's")

/** May stand between the verb and the participle. */
export const betweenWords = words(
  'not also often usually always never already still being been soon now then again only just currently fully partly recently',
)

/** Participles that do not end in -ed. */
export const participles = words(
  'begun bitten blown broken brought built bought caught chosen cut dealt done drawn driven eaten fallen fed felt fought found ' +
    'forbidden forgotten given gone grown heard held hidden hit hurt kept known laid led left lent lost made meant met paid put ' +
    'read said seen sold sent set shaken shown shut spent split spread stolen struck sung swept sworn taken taught thrown told ' +
    'torn understood undertaken withdrawn won worn written overseen',
)

/** Look like a participle and say how something is. */
export const states = words(
  'closed located interested tired needed limited related based concerned worried pleased supposed used excited married ' +
    'involved scared bored delighted disappointed gone left hundred red indeed shared lost speed set',
)

/** Say no. */
export const negatives = words(
  "not no never nobody nothing none without neither nowhere cannot hardly scarcely barely can't don't doesn't didn't won't " +
    "isn't aren't wasn't weren't couldn't wouldn't shouldn't mustn't haven't hasn't hadn't",
)

/** Say the opposite of what they would without their beginning; "not" before them makes a reader turn back. */
export const opposites = words(
  'uncommon unusual unlikely unknown unclear unable unaware unimportant unlawful unnecessary unreasonable unsafe ' +
    'impossible improbable inaccurate inappropriate incorrect infrequent insignificant invalid irrelevant illegal dissimilar',
)

/** Words that turn the next ones around, as the tokeniser cuts them (`don't` is `don` `t`). */
const negators: Readonly<Record<string, string>> = {
  ar: 'لا ليس ليست لم لن غير بدون مش مو ما',
  de: 'nicht kein keine keinen keiner nie niemals ohne nichts ned nix weder',
  en: 't not no never nothing none nobody cannot cant dont wont didnt isnt doesnt wasnt without hardly neither nor',
  es: 'no nunca nada sin ni jamás tampoco nadie',
  fr: 'pas jamais rien aucun aucune sans ni guère personne',
  hi: 'nahi nahin nhi na mat not no never',
  it: 'non nn mai niente nulla senza né nessun nessuno nessuna',
  pt: 'não nao nunca nada sem nem ñ ninguém jamais',
}

/** The negators of a language; of an unknown one none. */
export function negatorsOf(lang: string): string[] {
  return negators[lang]?.split(' ') ?? []
}

import { always, entries, service, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'
import { peopleText } from '#listening/policy/lexicon/people.ts'

const ill = `${peopleText} has have having my his her their neighbour infected positive diagnosed diagnosis patient patients atteint atteints atteinte malade malades mon ma son leur infecte infectes diagnostic`

/** Health, sexual orientation and gender identity. */
export const body: readonly Entry[] = [
  ...entries('trait-health', unless('tropical weather tropicale meteo storm tempete economic great rain'), {
    en: 'depression',
    fr: 'depression',
  }),
  ...entries(
    'trait-health',
    unless('place places siege sieges prioritaire bus metro sportive parc fort stade murs mur bluetooth'),
    {
      en: '',
      fr: 'enceinte',
    },
  ),
  ...entries('trait-health', always, {
    en: `
      hiv positive, hiv, hiv aids, has cancer, have cancer, with cancer, cancer patient*, cancer survivor*,
      diabetics, schizophren*, bipolar, psychotic, suicidal, wants to die, want to die, kill myself, killing
      myself, self harm*, addict, addicts, drug user*, drug addict*, junkie*, alcoholic, alcoholics,
      crackhead*, overdosed, pregnant*, miscarriage, had an abortion, abortion patient*, autistic,
      autistics, mentally ill, mental patient*, depressed, anorexic*, bulimic*, epileptic*, disabled,
      medical record*, medical condition*, health condition*, diagnosed with, tested positive, in rehab, on
      antidepressants, antidepressant*, std, sti positive, infertile, dementia patient*, unvaccinated,
      obese, paraplegic*, deaf people, blind people, terminally ill, chronically ill, psychiatric patient*,
      patient names, sick leave`,
    fr: `
      seropositif*, seropositivite, seropositive*, vih, sida, transition de genre, malade du, malades du,
      atteint de, atteints de, atteinte de, patients atteints, diabetique, diabetiques, schizophrene*,
      bipolaire, bipolaires, suicidaire*, veut mourir, envie de mourir, automutilation, toxicomane*,
      toxicos, drogues du quartier, alcoolique*, junkies, enceintes, avortee, s est fait
      avorter, fausse couche, autiste, autistes, malade mental, malades mentaux, depressif*, depressive*,
      deprime*, anorexique*, boulimique*, epileptique*, dossier medical, dossiers medicaux, etat de sante,
      diagnostique*, teste positif, antidepresseur*, obeses, en phase terminale, non vaccines, arret
      maladie, en cure, sourds, aveugles, sidaique*`,
  }),
  ...entries('trait-health', service, {
    en: `
      cancer, tumour, tumor, leukemia, diabetes, diabetic, aids patients, mental health, mental illness,
      anxiety disorder, gender clinic, addiction, addictions, overdose, overdoses, suicide, suicides,
      abortion, abortions, autism, alzheimer, dementia, alcoholism,       std clinic, psychiatric, psychiatry, rehab, methadone, needle exchange, eating disorder, epilepsy,
      chemotherapy, dialysis, drogue, adhd, fentanyl users, pregnancy, pregnancies, miscarriages, hepatitis,
      tuberculosis patients, chronic illness, ptsd, illness`,
    fr: `
      tumeur, leucemie, diabete, sante mentale, maladie mentale, trouble anxieux, toxicomanie, surdose,
      surdoses, suicide, avortement, avortements, ivg, autisme, demence, alcoolisme,       psychiatrie, psychiatrique, desintoxication, anorexie, epilepsie, chimiotherapie,
      grossesse, grossesses, hepatite, maladie chronique`,
  }),
  ...entries(
    'trait-health',
    unless(
      'access accessible accessibility acces accessibilite adapte adaptee transport bus metro ramp ramps rampe rampes elevator ascenseur lift parking stationnement place places washroom toilettes trottoir sidewalk crossing beach plage swim playground taxi grant office services service program programme tax credit council',
    ),
    {
      en: 'disability, disabilities, handicapped',
      fr: 'handicap, handicaps, handicape*, personnes handicapees',
    },
  ),
  ...entries('trait-health', together(ill), {
    en: `
      covid, measles, flu, virus, infection, tuberculosis, asthma, illness, disease, medication, sick,
      therapy, vaccinated, symptoms`,
    fr: 'rougeole, grippe, tuberculose, asthme, maladie, medicaments, malade, therapie, symptomes, vaccines',
  }),
  ...entries('trait-sexuality', always, {
    en: `
      gays, gay men, gay bar*, gay couple*, gay people, lesbian*, bisexual*, homosexual*, transgender*,
      transsexual*, transexual*, trans people, trans woman, trans women, trans man, trans men, trans kid*,
      trans teen*, trans youth, trans student*, trans teacher*, trans athlete*, trans rights, queer, queers,
      non binary, nonbinary, drag queen*, drag performer*, drag king*, drag queens, drag story, genderfluid,
      intersex, asexual*, closeted, came out as, gender dysphor*, gender transition*, same sex parent*, same
      sex marriage, transitioning teen*, identifies as, identify as, coming out as, pride attendees, pride
      goers, sexual orientation, gender identity, lgbtq youth, lgbt youth, lgbtq people, lgbt people, same
      sex couple*, pansexual*, crossdress*, two spirit, faggot*, dyke, tranny, lgbtq student*, polyamor*,
      sex life`,
    fr: `
      lesbienne*, bisexuel*, homosexuel*, homo, homos, transgenre*, transsexuel*, transexuel*, personnes
      trans, personne trans, femme trans, femmes trans, homme trans, hommes trans, ados trans, jeunes trans,
      enfants trans, eleve trans, eleves trans, non binaire*, drag queens, pede, pedes, orientation
      sexuelle, identite de genre, couples de meme sexe, couple de meme sexe, intersexe*, asexuel*,
      travesti*, sorti du placard, vie sexuelle, gouine*, bispirituel*`,
  }),
  ...entries('trait-sexuality', service, {
    en: `
      gay, lgbt, lgbtq, lgbtqia, lgbtqplus, lgbtqi, 2slgbtq, gender affirming, pronouns, transphob,
      homosexuality, transition surgery`,
    fr: 'homosexualite, transidentite, lgbtqi, changement de sexe',
  }),
  ...entries(
    'trait-sexuality',
    together(
      `${peopleText} attends attend attending goes going participants qui va vont frequente regulars selfies`,
    ),
    {
      en: 'pride, drag, trans',
      fr: 'fierte, trans',
    },
  ),
]

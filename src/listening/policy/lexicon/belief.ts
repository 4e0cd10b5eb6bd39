import { always, entries, service, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'
import { peopleText } from '#listening/policy/lexicon/people.ts'

const goes =
  'attend attends attending attended attendees attendee goes going go visits visitors regulars regular worshippers congregation members member who outside leaving parishioners imam prays praying ' +
  'frequente frequentent frequentant va vont assiste assistent fideles membres qui sortie paroissiens pratiquants prient prie'

/** Religion, politics and trade unions. */
export const belief: readonly Entry[] = [
  ...entries('trait-religion', always, {
    en: `
      muslim*, rabbi, rabbis, imam, imams, islamist*, jew, jews, jewish*, christians, catholic, catholics,
      protestant, protestants, sikh, sikhs, hindu, hindus, buddhist, buddhists, mormon, mormons, jehovah s
      witness, jehovah s witnesses, jehovahs witnesses, evangelical*, evangelicals, atheist*, agnostics,
      mennonites, amish, sunni, shia, shiite*, hasidic, hassidic, orthodox jews, ahmadi*, bahai, pagans,
      scientologist*, hijabi*, religious people, religious beliefs, muslims, believers, infidels, converts
      to`,
    fr: `
      musulman*, salle de priere, salles de priere, juif*, juive*, chretien*, catholique, catholiques,
      protestante, protestantes, hindou*, bouddhiste*, mormone*, temoins de jehovah, temoin de jehovah,
      evangelique*, athee, athees, islamiste*, sunnite*, chiite*, hassidique*, integriste*, salafiste*,
      pratiquante, pratiquantes, croyants, voilees, femmes voilees, convertis`,
  }),
  ...entries('trait-religion', service, {
    en: `
      christian, islam, islamic, judaism, christianity, hinduism, mosque, mosqe, mosques, synagogue,
      synagogues, gurdwara, prayer room, prayer rooms, hijab, niqab, burqa, ramadan, kosher, halal, torah,
      quran, koran, religion, religious, bible`,
    fr: `
      islamique, judaisme, christianisme, mosquee, mosquees, voile islamique, coran, religieux, religieuse,
      religieuses, casher, priere`,
  }),
  ...entries('trait-religion', together(goes), {
    en: 'church, churches, temple, temples, mosque, mosques, synagogue, synagogues, parish, chapel, cathedral',
    fr: 'eglise, eglises, paroisse, mosquee, chapelle, messe',
  }),
  ...entries('trait-politics', always, {
    en: `
      liberals, conservatives, republicans, democrats, communist*, socialist*, fascist*, neo nazi*, nazi*,
      anarchist*, separatist*, leftist*, leftists, left wing, right wing, far right, far left, alt right,
      populists, libertarian*, trump supporter*, maga, anti vaccine group*, votes liberal, votes
      conservative, votes ndp, votes green, voted liberal, voted conservative, voted ndp, who voted, voters
      who, people who voted, how they vote, who they vote, voted for, votes for, voting for, voting
      intentions, party members, party member, party membership, party donors, political views, political
      opinion*, political affiliation*, liberal voter*, conservative voter*, ndp voter*, political donors,
      campaign volunteers, marxist*, feminists, anti vaxxer*, antivax*, conspiracy theorist*, qanon, woke,
      zionist*, greens voters, partisans of`,
    fr: `
      liberaux, conservateurs, communiste*, socialiste*, fasciste*, anarchiste*, separatiste*,
      souverainiste*, independantiste*, federalistes, pequiste*, caquiste*, solidaires quebec, gauchiste*,
      extreme droite, extreme gauche, ultradroite, frontistes, lepenistes, macronistes, melenchonistes,
      insoumis, ecologistes, neonazi*, qui vote, electeurs qui, pour qui, qui a vote, ont vote, vote pour,
      votent pour, intentions de vote, opinions politiques, opinion politique, carte du parti, membres du
      parti, adherents, sympathisants, marxiste*, feministes, antivax, complotiste*, royalistes,
      identitaires, sioniste*`,
  }),
  ...entries(
    'trait-politics',
    unless(
      'arts estimate estimates museum hours office bureau convention congress traffic debate debates leaders commission parking',
    ),
    {
      en: `
      liberal party, conservative party, ndp, green party, labour party, democratic party, republican party,
      tories, pq, caq, bloc quebecois, rassemblement national, lfi, parti quebecois, parti liberal, parti
      conservateur, quebec solidaire, front national`,
      fr: 'parti socialiste, parti communiste, les republicains, renaissance parti, france insoumise',
    },
  ),
  ...entries(
    'trait-politics',
    together(
      'voter voters supporter supporters donors members member activists electeurs electrices electeur partisans sympathisants militants membres adherents neighbour neighbours neighbors residents employees teachers who qui voisins people',
    ),
    {
      en: 'liberal, conservative, republican, democrat, green, labour, tory, trump, trudeau, poilievre, biden, party',
      fr: 'liberal, conservateur, parti, vert, ecologiste, macron, melenchon, le pen',
    },
  ),
  ...entries('trait-union', always, {
    en: `
      union member*, union members, union membership, unionized, unionised, unionists, trade unionist*,
      union organizer*, union organiser*, union organizing, union organising, union drive, union activist*,
      union steward*, union rep, union reps, union leader*, union supporters, union workers, shop steward*,
      organizing drive*, tenant union*, tenants union*, join the union, joined the union, unionize,
      unionise, union card*, union vote, members of union, union meeting*, trade union*, labour union*,
      labor union*`,
    fr: `
      syndique, syndiques, syndiquee, syndiquees, syndicaliste*, delegue syndical, delegues syndicaux,
      deleguee syndicale, carte syndicale, section syndicale, adhesion syndicale, militants syndicaux, se
      syndiquer, syndicalisation, syndicaux, membres du syndicat`,
  }),
  ...entries(
    'trait-union',
    unless(
      'initiative mixte eaux eau copropriete copropriétaires hours heures intercommunal dechets transports',
    ),
    {
      en: 'teamsters, cupe, unifor, opseu, seiu, psac',
      fr: 'syndicat, syndicats, syndical, syndicale, cgt, cfdt, csn, ftq, scfp, sud solidaires',
    },
  ),
  ...entries(
    'trait-union',
    together(
      'members member organizer organizers organiser workers worker employees teachers nurses drivers card steward signup join joined who drive certify organizing membership names list',
    ),
    {
      en: 'union, unions',
      fr: '',
    },
  ),
  ...entries('trait-religion', together(peopleText), {
    en: 'faith, orthodox, secular, religion',
    fr: 'foi, orthodoxe, laique, religion',
  }),
]

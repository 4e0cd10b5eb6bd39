/** A few people of the town write in other languages. */
export const otherLanguages: readonly { lang: string; lines: readonly string[] }[] = [
  {
    lang: 'es',
    lines: [
      'Buenos días desde Havre-Clair, qué frío hace hoy.',
      '¿Alguien sabe dónde comprar tortillas de verdad?',
      'Mi hija ganó su primer partido, qué orgullo.',
      'El mercado estaba precioso esta mañana.',
    ],
  },
  {
    lang: 'ar',
    lines: [
      'صباح الخير يا جيران',
      'من يعرف مكاناً يبيع خبزاً طازجاً؟',
      'الجو جميل اليوم عند النهر',
      'شكراً لكل من ساعدنا في الانتقال',
    ],
  },
  {
    lang: 'zh',
    lines: ['今天的天气真好', '有人知道哪里可以学法语吗？', '图书馆的老师非常热情', '周末一起包饺子吧'],
  },
  {
    lang: 'pt',
    lines: [
      'Saudades do mar, mas o rio também é bonito.',
      'Alguém quer aprender capoeira aos domingos?',
      'Pastel de nata caseiro, ficou bom demais.',
    ],
  },
  {
    lang: 'uk',
    lines: ['Дякую сусідам за теплий прийом', 'Де тут можна купити гречку?', 'Гарний вечір біля річки'],
  },
  {
    lang: 'vi',
    lines: ['Hôm nay trời đẹp quá', 'Ai biết quán phở nào ngon không?', 'Chúc mọi người cuối tuần vui vẻ'],
  },
  { lang: 'pa', lines: ['ਸਤ ਸ੍ਰੀ ਅਕਾਲ ਗੁਆਂਢੀਓ', 'ਅੱਜ ਮੌਸਮ ਬਹੁਤ ਸੋਹਣਾ ਹੈ'] },
]

/** What the town hall says on an ordinary day, in both languages, with the local hour. */
export const townHallNotices: readonly {
  hour: number
  weekdays?: readonly number[]
  en: string
  fr: string
}[] = [
  {
    hour: 8,
    weekdays: [1],
    en: 'Leaf and yard bags: wards 1 to 3 this week. Please set them out by 7 am.',
    fr: 'Sacs de feuilles : quartiers 1 à 3 cette semaine. Déposez-les avant 7 h.',
  },
  {
    hour: 9,
    weekdays: [2],
    en: 'Council meets tonight at 19:00, City Hall, second floor. The agenda is on our website.',
    fr: 'Le conseil siège ce soir à 19 h, hôtel de ville, 2e étage. L’ordre du jour est sur notre site.',
  },
  {
    hour: 10,
    weekdays: [3],
    en: 'Free bike check today until 16:00 at Place du Marché. Bring your bike, leave with good brakes.',
    fr: 'Vérification gratuite de vélos jusqu’à 16 h, place du Marché. Venez avec votre vélo, repartez avec de bons freins.',
  },
  {
    hour: 11,
    weekdays: [4],
    en: 'Registration for winter swimming lessons opens Monday at 8:00.',
    fr: 'L’inscription aux cours de natation d’hiver ouvre lundi à 8 h.',
  },
  {
    hour: 9,
    weekdays: [5],
    en: 'Libraries are open this weekend: Saturday 10 to 17, Sunday 13 to 16.',
    fr: 'Vos bibliothèques ce week-end : samedi de 10 h à 17 h, dimanche de 13 h à 16 h.',
  },
  {
    hour: 14,
    weekdays: [1, 4],
    en: 'Have your say on the new playground at Willow Park. The survey takes three minutes.',
    fr: 'Donnez votre avis sur les nouveaux jeux du parc des Saules. Trois minutes suffisent.',
  },
  {
    hour: 16,
    weekdays: [3, 5],
    en: 'Public skating tonight, 19:00 to 20:30, at the arena. Skates can be borrowed.',
    fr: 'Patinage libre ce soir, de 19 h à 20 h 30, à l’aréna. On prête des patins.',
  },
  {
    hour: 10,
    weekdays: [0, 6],
    en: 'The market is open until 15:00. Parking is free on Station Road.',
    fr: 'Le marché est ouvert jusqu’à 15 h. Le stationnement est gratuit chemin de la Gare.',
  },
]

/** What the newsroom brings on an ordinary day. */
export const ordinaryNews: readonly { lang: 'en' | 'fr'; title: string; summary: string }[] = [
  {
    lang: 'en',
    title: 'Rafales sign young goalie for two seasons',
    summary: 'The 19-year-old grew up two streets from the arena.',
  },
  {
    lang: 'en',
    title: 'Community garden adds twenty plots in the Maples',
    summary: 'The draw takes place next week at the central library.',
  },
  {
    lang: 'fr',
    title: 'La Boulangerie Tessier fête ses cinquante ans',
    summary: 'Trois générations et toujours le même levain.',
  },
  {
    lang: 'en',
    title: 'Student robotics team qualifies for the provincial final',
    summary: 'Collège Saint-Anne sends eight students and one very small robot.',
  },
  {
    lang: 'fr',
    title: 'Un atelier de réparation de vélos ouvre au centre-ville',
    summary: 'Les pièces usagées trouvent une seconde vie rue King.',
  },
  {
    lang: 'en',
    title: 'What the 1911 harbour map tells us',
    summary: 'The archive shows ferries, a cannery and a very ambitious tram.',
  },
  {
    lang: 'fr',
    title: 'La chorale de Havre-Clair cherche des voix',
    summary: 'Aucune expérience requise, disent les basses.',
  },
  {
    lang: 'en',
    title: 'New benches for Church Street',
    summary: 'Residents asked for places to rest on the way to the shops.',
  },
  {
    lang: 'fr',
    title: 'Patinoires : le calendrier d’hiver est connu',
    summary: 'Les premières heures libres sont prévues le samedi.',
  },
  {
    lang: 'en',
    title: 'Three questions for the new head librarian',
    summary: 'She wants more chairs, more plants and longer story times.',
  },
]

/** Openings a jobs robot posts. */
export const openJobs: readonly string[] = [
  'Hiring: barista, part time, Old Town. Recrutement : barista à temps partiel, Vieille-Ville.',
  'Hiring: school crossing guard, Maples. Recrutement : brigadier scolaire, Les Érables.',
  'Hiring: night baker, King Street. Recrutement : boulanger de nuit, rue King.',
  'Hiring: lifeguard, community pool. Recrutement : sauveteur, piscine municipale.',
  'Hiring: nurse, long-term care, Upper Hill. Recrutement : infirmière, soins de longue durée, Côte-Haute.',
  'Hiring: bus mechanic, Harbour Rd. Recrutement : mécanicien d’autobus, chemin du Havre.',
]

/**
 * Words that hashtags of public offices are made of, English and French, in small letters: what offices speak of and posts of
 * everybody seldom do. The words of the desk itself, of the text and of general posts are known besides.
 */
export const tagWords: readonly string[] = `
access advisory air alert alerts ambulance avenue ban beach bike bikes boil bridge brown budget bus buses byelection bylaw bylaws
campus canada care centre city clean clear climate closed closure closures clinic collection college community consultation council
county crossing cycling day detour district downtown drinking election elections emergency energy evacuation event events exercise
fair fall family ferry festival fire fires flood flooding floods flu forest free garbage garden gas grant grants green hall health
heat heritage highway hill holiday home hospital hours housing hydro ice jobs lake library line local main mayor meeting metro mill
museum neighbourhood night notice office open outage park parking parks permit plan plow police pool power prepared prevention
project public quality rail rain ready recall recreation recycling reminder repair report rescue residents river road roads roadwork
safe safety school schools season security senior seniors service services sewer shelter sidewalk smoke snow spring square state
station stay storm street student summer survey tax taxes thank tornado town traffic trail train transit transport transportation
travel tree trees update urgent vaccine valley village virus volunteer vote voting walk warming warning waste watch water weather
week wildfire wind winter work works youth zone
accès aide aînés air alerte alertes aller ambulance arbre arbres arrêt arrondissement autobus automne avenue avertissement
avis bibliothèque bilan bois boue bouillir bouteille brune budget bus canicule carte centre chaleur chantier chantiers chaussée chemin
chute cinéma circulation citoyen citoyenne citoyens citoyennes clair clinique collecte commune conseil consultation contournement coupure
crue crues cyclable danger déchets déneigement départ détour développement durable eau eaux ébullition école écoles élection
élections électricité emploi emplois enfance enfant enfants enquête entraide environnement essai été étude évacuation événement exercice
famille familles fermé fermée fermées fermeture fermetures fête feu feux fleuve forêt fuite gare gaz gel général gestion glace gouvernement
grand grande gratuit grippe havre hausse hiver hôpital horaire hydro impôt incendie incendies info infos inondation inondations internet
jardin jeunes jeunesse jour journée lac ligne livre local locale logement loi loisirs maire mairesse mairie maison marché matin matières
médecin mémoire météo métro mobilité monde montréal municipal municipale musée nature neige nettoyage niveau nouvelle nouvelles numéro
octobre ordures orage ouest ouvert ouverte ouverture panne parc parcs patrimoine permis piscine piste plage plan pluie pluies police
pompiers pont potable prêt prévention prudence province public publique publics qualité quartier québec rappel recyclage refuge règlement
rentrée rénovation réseau rivière route routes rue rues sacs santé scolaire sécheresse secours sécurité séance service services signalement
soin soins soir sondage sport stationnement tempête temps terrain tous toutes train transport transports travail travaux urgence urgences
vaccin vaccination vacances val vallée vélo vélos vent verglas verte vert vie vigilance ville villes virus vivre voie voirie voisinage
vote voter zone
`
  .trim()
  .split(/\s+/u)

"""Words that English always begins with a capital: places, peoples, languages, faiths, months and days.

By these a writer of .bib files knows, in a title where every word has a capital, which ones must keep it.
"""

from __future__ import annotations

PROPER_NAMES = frozenset(
    """
    Afghan Afghanistan Africa African Africans Alaska Albania Albanian Algeria Algerian Alps Amazon America
    American Americans Amsterdam Anatolia Andes Anglican Angola Ankara Antarctic Antarctica April Arab Arabia
    Arabian Arabic Arabs Arctic Argentina Argentine Armenia Armenian Aryan Asia Asian Asians Athens Atlantic
    August Australia Australian Austria Austrian Azerbaijan Babylon Babylonian Baghdad Bahrain Bali Balkan
    Balkans Baltic Bangkok Bangladesh Barcelona Basque Bavaria Bavarian Beijing Beirut Belarus Belgian Belgium
    Belgrade Bengal Bengali Berlin Bible Bohemia Bolivia Bosnia Bosnian Boston Brazil Brazilian Britain British
    Briton Britons Brussels Bucharest Budapest Buddhism Buddhist Buddhists Bulgaria Bulgarian Burma Burmese
    Byzantine Byzantium Cairo California Cambodia Cambodian Cambridge Canada Canadian Canadians Caribbean
    Carthage Catalan Catalonia Catholic Catholicism Catholics Caucasus Celtic Chicago Chile Chilean China
    Chinese Christ Christian Christianity Christians Christmas Colombia Colombian Confucian Confucianism Congo
    Constantinople Copenhagen Crimea Crimean Croatia Croatian Cuba Cuban Cypriot Cyprus Czech Czechoslovakia
    Damascus Danish Danube Darwinian December Delhi Denmark Dubai Dublin Dutch Easter Ecuador Edinburgh Egypt
    Egyptian Egyptians England English Englishman Eritrea Estonia Estonian Ethiopia Ethiopian Etruscan Eurasia
    Eurasian Europe European Europeans February Fiji Finland Finnish Flanders Flemish Florence Florida France
    French Freudian Friday Gaza Geneva Genoa Georgia German Germanic Germans Germany Ghana God Gothic Greece
    Greek Greeks Greenland Guatemala Guinea Habsburg Haiti Haitian Hamburg Hanoi Harvard Havana Hawaii Hebrew
    Hellenic Hellenistic Helsinki Himalaya Himalayas Hindi Hindu Hinduism Hindus Hiroshima Hispanic Holocaust
    Honduras Hungarian Hungary Iberia Iberian Iceland Icelandic Inca India Indian Indiana Indians Indonesia
    Indonesian Inuit Iran Iranian Iraq Iraqi Ireland Irish Islam Islamic Israel Israeli Israelis Israelites
    Istanbul Italian Italians Italy Jakarta Jamaica Jamaican January Japan Japanese Java Javanese Jerusalem
    Jesuit Jesuits Jesus Jew Jewish Jews Jordan Judaism Judea July June Kashmir Kazakhstan Kenya Kenyan Kiev
    Kong Koran Korea Korean Koreans Kosovo Kurdish Kurds Kuwait Kyiv Kyoto Laos Latin Latvia Latvian Lebanese
    Lebanon Leipzig Leningrad Liberia Libya Libyan Lisbon Lithuania Lithuanian London Luther Lutheran Luxembourg
    Macedonia Macedonian Madagascar Madrid Malawi Malay Malaysia Malaysian Mali Malta Maltese Manchester
    Manchuria Manhattan Manila Maori Marxism Marxist Maya Mayan Mecca Mediterranean Melanesia Melbourne
    Mesopotamia Mesopotamian Mexican Mexicans Mexico Milan Mohammed Moldova Monaco Monday Mongol Mongolia
    Mongolian Mongols Montenegro Montreal Moroccan Morocco Moscow Mozambique Muhammad Mumbai Munich Muslim
    Muslims Myanmar Namibia Naples Nazi Nazis Neanderthal Nepal Nepali Netherlands Newtonian Nicaragua Niger
    Nigeria Nigerian Nile Norman Normandy Norse Norway Norwegian November Nuremberg Oceania October Okinawa Oman
    Orthodox Oslo Ottoman Ottomans Oxford Pacific Pakistan Pakistani Palestine Palestinian Palestinians Panama
    Papua Paraguay Paris Parisian Persia Persian Peru Peruvian Philadelphia Philippine Philippines Poland Pole
    Poles Polish Polynesia Polynesian Pompeii Portugal Portuguese Prague Protestant Protestantism Protestants
    Prussia Prussian Punjab Pyongyang Qatar Quebec Quran Ramadan Rhine Rhodesia Roman Romania Romanian Romans
    Rome Russia Russian Russians Rwanda Rwandan Sahara Saharan Samoa Sanskrit Saturday Saudi Saxon Saxony
    Scandinavia Scandinavian Scotland Scots Scottish Semitic Senegal Seoul September Serb Serbia Serbian Serbs
    Shakespeare Shakespearean Shanghai Siberia Siberian Sicilian Sicily Sikh Silesia Singapore Slav Slavic
    Slavonic Slavs Slovak Slovakia Slovene Slovenia Somali Somalia Soviet Soviets Spain Spaniard Spaniards
    Spanish Stalinist Stockholm Sudan Sudanese Sumatra Sumerian Sunday Swahili Sweden Swedish Swiss Switzerland
    Sydney Syria Syrian Syrians Taiwan Taiwanese Tamil Tanzania Tehran Texas Thai Thailand Thames Thursday Tibet
    Tibetan Tokyo Toronto Trojan Tuesday Tunisia Tunisian Turk Turkey Turkish Turks Tuscany Uganda Ugandan
    Ukraine Ukrainian Ukrainians Uruguay Uzbekistan Vatican Vedic Venetian Venezuela Venezuelan Venice Verona
    Victorian Vienna Viennese Vietnam Vietnamese Viking Vikings Wales Warsaw Washington Wednesday Welsh
    Westphalia Westphalian Yale Yemen Yiddish York Yoruba Yugoslav Yugoslavia Zambia Zealand Zimbabwe Zionism
    Zionist Zulu Zurich
    """.split()
)

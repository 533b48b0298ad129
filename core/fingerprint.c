#include "core/fingerprint.h"

/* In byte order; no two begin with the same four letters or differ in one letter only (tests/test_fingerprint.c). */
static const char *const words[256] = {
    "Adler",   "Ahorn",    "Album",   "Ampel",   "Ananas",  "Anker",    "Apfel",    "Aprikose", "Arnika",  "Aster",
    "Atlas",   "Azalee",   "Bach",    "Ballon",  "Bambus",  "Banane",   "Basalt",   "Becher",   "Beere",   "Besen",
    "Biber",   "Birke",    "Blitz",   "Blume",   "Bohne",   "Brief",    "Brille",   "Brot",     "Brunnen", "Buche",
    "Butter",  "Cello",    "Chrom",   "Dachs",   "Daumen",  "Decke",    "Deich",    "Delfin",   "Diamant", "Distel",
    "Dohle",   "Donner",   "Drachen", "Draht",   "Drossel", "Eiche",    "Eidechse", "Eimer",    "Einhorn", "Elefant",
    "Elster",  "Enzian",   "Erbse",   "Eule",    "Falke",   "Fasan",    "Feder",    "Feige",    "Felsen",  "Fenster",
    "Fichte",  "Flagge",   "Flasche", "Flieder", "Flocke",  "Forelle",  "Foto",     "Frosch",   "Fuchs",   "Funken",
    "Garten",  "Gepard",   "Gerste",  "Ginster", "Giraffe", "Glas",     "Gold",     "Gurke",    "Hafen",   "Hagel",
    "Hammer",  "Hamster",  "Hecht",   "Helium",  "Herz",    "Hirsch",   "Holz",     "Honig",    "Hummel",  "Igel",
    "Iltis",   "Imker",    "Insel",   "Iris",    "Jacke",   "Jasmin",   "Juwel",    "Kaffee",   "Kaktus",  "Kamel",
    "Kanu",    "Katze",    "Kegel",   "Kerze",   "Kessel",  "Kiefer",   "Kirsche",  "Kiste",    "Klavier", "Knoten",
    "Koffer",  "Komet",    "Krabbe",  "Kreide",  "Krone",   "Kuchen",   "Kupfer",   "Lampe",    "Laterne", "Laub",
    "Lerche",  "Limone",   "Magnet",  "Mandel",  "Marder",  "Maske",    "Mauer",    "Melone",   "Messing", "Meteor",
    "Milch",   "Minze",    "Mohn",    "Murmel",  "Muschel", "Museum",   "Nadel",    "Narzisse", "Nebel",   "Nelke",
    "Nickel",  "Nuss",     "Oboe",    "Olive",   "Opal",    "Oper",     "Orchidee", "Orgel",    "Otter",   "Ozean",
    "Paddel",  "Palme",    "Panda",   "Papier",  "Paprika", "Pastete",  "Pelikan",  "Perle",    "Pfanne",  "Pfeffer",
    "Pferd",   "Pfirsich", "Pflaume", "Pilz",    "Pirol",   "Planet",   "Platin",   "Pokal",    "Polster", "Primel",
    "Pulver",  "Pumpe",    "Quader",  "Qualle",  "Quarz",   "Quitte",   "Rakete",   "Raupe",    "Regal",   "Regen",
    "Rettich", "Riegel",   "Ring",    "Robbe",   "Roggen",  "Rose",     "Rucksack", "Safran",   "Sahne",   "Salat",
    "Sattel",  "Schaf",    "Schere",  "Schiff",  "Schloss", "Schmied",  "Schnee",   "Schwan",   "Sichel",  "Silber",
    "Sonne",   "Spargel",  "Specht",  "Spiegel", "Spule",   "Stiefel",  "Storch",   "Strand",   "Tabelle", "Tanne",
    "Tapete",  "Taube",    "Teppich", "Ticket",  "Tiger",   "Tinte",    "Tisch",    "Tomate",   "Torte",   "Trauben",
    "Treppe",  "Trommel",  "Truhe",   "Tulpe",   "Tunnel",  "Ufer",     "Ulme",     "Veilchen", "Ventil",  "Violine",
    "Vogel",   "Vorhang",  "Vulkan",  "Waage",   "Waffel",  "Wald",     "Walnuss",  "Wappen",   "Weizen",  "Wiese",
    "Wimpel",  "Winter",   "Wolke",   "Wurzel",  "Yacht",   "Zander",   "Zange",    "Zebra",    "Zelt",    "Ziege",
    "Zimt",    "Zirkel",   "Zitrone", "Zucker",  "Zwiebel", "Zylinder",
};

const char *fingerprint_word(uint8_t byte)
{
    return words[byte];
}

void fingerprint_words(const struct digest *digest, struct buffer *out)
{
    for (size_t i = 0; i < FINGERPRINT_BYTES; i++) {
        if (i)
            buffer_byte(out, ' ');
        buffer_text(out, words[digest->byte[i]]);
    }
}

void fingerprint_hex(const struct digest *digest, size_t bytes, struct buffer *out)
{
    for (size_t i = 0; i < bytes && i < DIGEST_LENGTH; i++)
        buffer_format(out, i && i % 2 == 0 ? " %02x" : "%02x", (unsigned)digest->byte[i]);
}

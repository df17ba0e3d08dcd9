"""What the splitting of outlet lists needs to know of names. Data only.

The lists are short on purpose: a name belongs here when it holds a word or sign that also separates names, or when
an "and" between it and the next could be taken for part of a name.
"""

# Names that hold "and" or a slash, casefolded; "&" and "+" are compared as "and", and a leading "the" does not matter.
NAMES_WITH_SEPARATORS = (
    "24/7 wall st", "24/7 wall street", "arts and letters daily", "better homes and gardens",
    "business and financial times",
    "car and driver", "church and state", "country and town house", "field and stream", "food and wine",
    "guns and ammo",
    "homes and gardens", "horse and hound", "house and garden", "law and crime", "mail and guardian",
    "money and markets",
    "news and observer", "news and record", "news and star", "philosophy and public affairs", "post and courier",
    "post and parcel", "press and journal", "press and sun-bulletin", "red and black", "science and technology daily",
    "science et vie", "simon and schuster", "standard and poor's", "stars and stripes", "time and tide",
    "times and democrat",
    "times and transcript", "town and country", "travel and leisure", "u.s. news and world report",
    "us news and world report",
    "yachts and yachting",
)  # fmt: skip

# What a newspaper's or journal's field may be called: "Science and Technology Daily" is one name because such a word
# stands on both sides of the "and" and a kind of periodical at the end.
SUBJECT_WORDS = frozenset(
    {
        "agriculture", "art", "arts", "aviation", "banking", "books", "business", "cities", "climate", "commerce",
        "communications", "culture", "defence", "defense", "design", "development", "diplomacy", "drink", "ecology",
        "economics", "economy", "education", "energy", "engineering", "entertainment", "environment", "fashion", "film",
        "finance", "financial", "fitness", "food", "foreign", "gardens", "gas", "government", "health", "history",
        "home",
        "homes", "industry", "information", "innovation", "justice", "labour", "labor", "law", "leisure", "letters",
        "lifestyle", "logistics", "management", "manufacturing", "maritime", "markets", "media", "medicine", "minerals",
        "mining", "money", "music", "nature", "oil", "philosophy", "policy", "political", "politics", "ports", "power",
        "property", "public", "rail", "religion", "research", "retail", "science", "sciences", "security", "shipping",
        "social", "society", "space", "sport", "sports", "strategy", "style", "tax", "technology", "telecoms",
        "theatre",
        "tourism", "trade", "transport", "travel", "treasury", "war", "water", "wealth", "wine", "work",
    }
)  # fmt: skip

# What a periodical is called at the end of its name.
PERIODICAL_WORDS = frozenset(
    {
        "bulletin", "chronicle", "daily", "digest", "express", "gazette", "herald", "journal", "letter", "letters",
        "magazine",
        "monitor", "monthly", "news", "newspaper", "observer", "post", "press", "quarterly", "record", "register",
        "report",
        "reporter", "review", "standard", "star", "times", "today", "tribune", "wire", "weekly", "world",
    }
)  # fmt: skip

# One-word outlets: an "&" beside one of them, or beside an acronym, parts two names.
ONE_WORD_OUTLETS = frozenset(
    {
        "axios", "bloomberg", "caixin", "forbes", "fortune", "guardian", "haaretz", "kyodo", "marca", "nature",
        "newsweek",
        "politico", "propublica", "reuters", "semafor", "slate", "spiegel", "tass", "verge", "vox", "wired", "xinhua",
        "yonhap",
    }
)  # fmt: skip

# Abbreviations that keep their full stop at the end of a name.
ABBREVIATIONS = frozenset(
    {"inc", "co", "corp", "ltd", "st", "bros", "jr", "sr", "dept", "univ", "int'l", "nat'l", "assoc"}
)

# Company endings that follow a comma but begin no new name.
COMPANY_ENDINGS = frozenset(
    {"inc", "inc.", "ltd", "ltd.", "llc", "co", "co.", "corp", "corp.", "plc", "l.p.", "gmbh", "s.a."}
)

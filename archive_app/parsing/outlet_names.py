"""The words by which the splitting of outlet lists tells parts of a name. Data only.

Whole names are in the list of known outlets.
"""

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

# Abbreviations that keep their full stop at the end of a name.
ABBREVIATIONS = frozenset(
    {"inc", "co", "corp", "ltd", "st", "bros", "jr", "sr", "dept", "univ", "int'l", "nat'l", "assoc"}
)

# Company endings that follow a comma but begin no new name.
COMPANY_ENDINGS = frozenset(
    {"inc", "inc.", "ltd", "ltd.", "llc", "co", "co.", "corp", "corp.", "plc", "l.p.", "gmbh", "s.a."}
)

"""Read and clean the line that names the author."""

import re
from collections.abc import Collection

from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.lines import plain

LONGEST_BYLINE = 200
_LONGEST_NAME = 80
_MOST_WORDS = 5
_SHORTEST_SITE = 3
_LEAD = (
    r"(?:(?:written|reported|posted|story|words|text|article|analysis|opinion|review|reviewed|published|authored"
    r"|submitted|created|compiled|contributed) )?by"
    r"|von|vom|par|por|di|a cura di|door|av|af|texte de|texto de|propos recueillis par"
    r"|ein(?:e kolumne| gastbeitrag| beitrag| kommentar) von|un article de|de la redacción de|текст|بقلم"
)
_LABEL = (
    r"authors?|byline|writer|reporter|autor|autorin|autoren|autor/in|autor\*in|autora|autores|auteur|auteurs|auteure"
    r"|autore|autori|författare|forfatter|автор|авторы"
    r"|作者|文|撰文|記者|记者|编辑|責任編輯|责任编辑|筆者|著者|執筆|기자|글|بقلم|الكاتب|الكاتبة|كتب|كتبت|إعداد|تحرير"
)
# These also begin headlines, so they only count where an author is expected.
_LOOSE_LABEL = (
    r"text|texte|texto|testo|tekst|текст|interview|text und interview|words|story|quelle|source|fuente|fonte|bron"
)
_LINE = re.compile(rf"(?:(?P<lead>{_LEAD})[ :]|(?P<label>{_LABEL})\s*[:：/／])\s*(?P<names>\S.*)", re.IGNORECASE)
_LEADING = re.compile(
    rf"(?:(?:{_LEAD})[ :]+|(?:{_LABEL}|{_LOOSE_LABEL})\s*[:：/／]\s*"
    r"|(?:veröffentlicht|eingestellt|erstellt|geschrieben|verfasst|publiziert|posted|written|publié|publicado"
    r"|escrito)\s+(?=(?:by|von|par|por|am|on)\b)|[-–—•|/@]+\s*)",
    re.IGNORECASE,
)
# Reporters of Chinese, Japanese and Korean papers are named with their trade before or behind the name.
_TRADE_BEFORE = re.compile(
    r"(?:.{0,12}?[社网報报])?(?:记者|記者)\s?(?P<names>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})(?:[／/].{0,12})?"
)
_TRADE_BEHIND = re.compile(
    r"(?P<names>(?:[\uac00-\ud7a3]{2,4}(?:[·,]\s?)?){1,3})\s?(?:선임|수석|전문)?기자|(?P<ja>[\u4e00-\u9fff\u3040-\u30ff]{2,8})(?:記者)"
)
# Words that templates leave where a name should be.
_NO_NAME = re.compile(
    rf"{_LEAD}|{_LABEL}|admin|administrator|editor|webmaster|unknown|none|null|undefined|no author|follow|guest|am|on"
    r"|anonymous|gast|super user|profile?|profil|contact|kontakt|about|über|more|mehr|share|comments?|kommentare?"
    r"|(?:view|see|all|more|alle|mehr|weitere|read)\b.{0,40}|about the authors?|über den autor|über die autorin"
    r"|\w{1,12}admin|cc[ -]by\b.*|.{1,40}\s(?:by|von|par|por)|date|datum|stand|bio"
    r"|(?:(?:twitter|facebook|whatsapp|linkedin|instagram|pinterest|telegram|x|e-?mail|print)\b[\s,|/]*)+|.{0,20}\b(?:bearbeiten|registrieren|anmelden|register|edit|website)"
    r"|会員登録|ログイン|登录|注册|登入|로그인|회원가입|войти|регистрация|تسجيل الدخول|iniciar sesión|connexion|entrar"
    r"|.{0,20}(?:sign up|log ?in|newsletter|subscribe|abonnieren|cookies?).{0,40}",
    re.IGNORECASE,
)
# A newsroom or a part of it, where an author is expected.
_DESK = re.compile(
    r".*\b(?:desk|staff|team|newsroom|agencies|agency|editors|editorial|redaktion|onlineredaktion|rédaction|redaction"
    r"|redacción|redaccion|redação|redazione|redactie|redaksjonen|redaktionen|redaktion|редакция|pressestelle|press"
    r"|news|nachrichten|wire|agencia|agenzia|agence)\b.*|.*(?:编辑部|編集部|編輯部|편집부|редакция|التحرير).*",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:e\. ?V|GmbH|AG|Inc|Ltd|LLC|Corp|S\.?A|S\.?p\.?A|B\.?V|plc|Co\. KG)\b\.?")
# Words that close the name of a newsroom's part, capitalised or not: "By Science desk".
_DESKS = frozenset(
    {"desk", "staff", "team", "writers", "writer", "reporters", "reporter", "correspondent", "editors", "agencies"}
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|columnist|journalist|fellow|contributor|staff|redakteur(?:in)?|producer"
    r"|korrespondent(?:in)?|journaliste|journalista|periodista|redactora?|freelance|author|director|analyst|professor"
    r"|redaktion|senior|chief|head|bureau)\b",
    re.IGNORECASE,
)
# Some sites put the links to their authors' pages into the value.
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_TWICE = re.compile(r"(?P<name>\S+(?: \S+){1,4}) (?P=name)")
_WEEKDAYS = r"(?:mon|diens|mittwoch|donners|frei|sams|sonn|tues|wednes|thurs|fri|satur|sun)(?:tag|day)?"
_SHORT_WEEKDAYS = r"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)"
_NOISE = re.compile(r"https?://\S+|[^\s@]{1,64}@[^\s@]{1,200}\.\w+|(?<!\w)@\w{1,30}|\bwww\.\S+")
_PARTICLES = """
    the and und et y e og och en de da do dos del della di der den van von bin ibn al el la le du for ten ter zu
"""
_SMALL_WORDS = frozenset(_PARTICLES.split())
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·@]|\s[-–—]\s|//|\b(?:published|updated|posted|last modified|alle artikel|follow|veröffentlicht"
    r"|publicado|publié|aktualisiert|stand\b|(?:kategorien?|categor(?:y|ies)|rubrik|tags?):"
    rf"|am {_WEEKDAYS}\b|(?:{_WEEKDAYS}|{_SHORT_WEEKDAYS})\.?,?\s+(?=\d)"
    r"|(?:am|on|at|um|le|el)\s*(?=\d|$)|\d{1,2}(?:st|nd|rd|th)?[./ ]\s?(?:\d{1,2}[./ ]|[a-zä]{3,9}\.?,? )\s?\d{2,4}"
    r"|\d+ min\b|is (?:an?|the|\w+ \w+ (?:of|at|for))\b|ist (?:ein|der|die|freie)\b)).*",
    re.IGNORECASE | re.DOTALL,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?$")


def byline_of(line: str) -> str | None:
    """Return the names of a line such as "By Anna Example and Ben Example", or None where it is no byline."""
    text = plain(line)
    if len(text) > 120:
        return None
    match = _LINE.fullmatch(text)
    if match is None:
        return _with_trade(text)
    names = clean_byline(match["names"])
    if names is None:
        return None
    words = [word for word in re.split(r"[\s,&]+", names) if word]
    if match["label"]:
        return names
    lower = {word.casefold() for word in words if word[0].islower()}
    return (
        names
        if lower <= _SMALL_WORDS | _DESKS
        and len(lower) < len(words)
        and 2 <= len(words) <= (16 if names != names.swapcase() else _MOST_WORDS)
        and not any(c.isdigit() for c in names)
        else None
    )


def _with_trade(text: str) -> str | None:
    found = _TRADE_BEFORE.fullmatch(text.strip("（）() ")) or _TRADE_BEHIND.fullmatch(text.strip("（）() "))
    if found is None:
        return None
    names = found["names"] or found["ja"]
    return ", ".join(part for part in re.split(r"[、·,\s]+", names) if part)


def clean_byline(value: str) -> str | None:
    """Return an author value without "By", roles, addresses and dates; None where no name is left."""
    text = _NOISE.sub(" ", one_line(_MARKUP.sub(" ", value))).strip(" |•·@/–—-")
    for _ in range(2):
        leading = _LEADING.match(text)
        text = text[leading.end() :] if leading else text
    text = _without_roles(_IN_BRACKETS.sub("", _AFTER_NAMES.sub("", text)))
    text = one_line(text, LONGEST_BYLINE).replace(" ,", ",").strip(" ,;:|/-–—()")
    twice = _TWICE.fullmatch(text)
    text = twice["name"] if twice else text
    if text.endswith(".") and not re.search(r"\b\w\.$|\b(?:jr|sr|e\.\s?v)\.$", text, re.IGNORECASE):
        text = text[:-1]
    return text if any(character.isalpha() for character in text) and not _NO_NAME.fullmatch(text) else None


def _without_roles(text: str) -> str:
    """Drop what tells the trade of the author named before it: "Anna Example, senior editor"."""
    first, *others = text.split(",")
    return ",".join((first, *(part for part in others if not _ROLE.search(part))))


def is_desk(byline: str) -> bool:
    """Tell whether a byline names a newsroom rather than a person."""
    return _DESK.fullmatch(byline) is not None


def is_company(byline: str) -> bool:
    """Tell whether a byline names a company or a society by its legal form."""
    return _COMPANY.search(byline) is not None


def is_role(text: str) -> bool:
    """Tell whether a text names a trade, as "Senior editor, Example Post" does, and no author."""
    return _ROLE.search(text) is not None


def without_sites(byline: str, sites: Collection[str]) -> str:
    """Return a byline without what names the site or a part of it; where that is all there is, it is left.

    `sites` are the site's names, squashed.
    """
    names = [name.strip() for name in byline.split(",")]
    starts = tuple(site for site in sites if len(site) >= _SHORTEST_SITE)
    kept = [name for name in names if squashed(name) not in sites and not squashed(name).startswith(starts or " ")]
    return ", ".join(kept) or byline


def plausible_name(text: str) -> bool:
    """Tell whether a text that is marked as an author may be names: short, and no sentence."""
    return (
        len(text) <= _LONGEST_NAME
        and not (" " in text and any(character.isdigit() for character in text))
        and all(len(name.split()) <= _MOST_WORDS for name in re.split(r"[,;&]|\b(?:and|und|et|y)\b", text))
        and not text.endswith(("?", "!", "…"))
        and "©" not in text
    )

"""Tell by their wording the lines that stand among a story's paragraphs without being part of it.

They lead to other texts, ask for something, or belong to a picture. The words are those of the languages that the app
knows labels of; none is of a single publisher.
"""

import re

_READ_ON = (
    r"read (?:more|also|next|the full|our)|also (?:read|see|on)|see (?:also|more)|related",
    r"more (?:from|on|in|like|about|stories|news|coverage|:)|recommended|don'?t miss|must[- ]read|most read",
    r"you (?:may|might|could) (?:also )?(?:like|enjoy|be interested)|up next|watch(?: now|:|\b.{0,40}\bvideo)",
    r"listen(?: to|:| now)|click (?:here|on|to)|tap here|get the .{0,30}\bapp|download (?:the|our)",
    r"lesen sie|mehr (?:zum|dazu|lesen|aus|von)|lies (?:auch|mehr)|auch interessant|das könnte",
    r"weitere? (?:artikel|themen|informationen)|zum thema|sur le même sujet",
    r"lire (?:aussi|également|la suite|plus)|à lire|voir aussi|à voir",
    r"le[ae] (?:también|más|además)|le[ée]r más|te puede interesar|puede interesarte|ver (?:también|más)",
    r"más (?:información|noticias|en)|leia (?:também|mais)|veja (?:também|mais)|saiba mais|clique (?:aqui|na|no|e)",
    r"você (?:pode|também)|leggi (?:anche|di più|tutto)|lees (?:ook|meer|verder)|läs (?:också|mer|även)",
    r"les (?:også|mer)|læs (?:også|mere)|czytaj (?:też|także|więcej)|ayrıca okuyun",
    r"читайте (?:также|ещё)|подробнее|смотрите также|اقرأ أيضا",
    r"相关(?:阅读|新闻)|延伸阅读|関連記事|あわせて読みたい|続きを読む|관련 ?기사",
)
_ASK = (
    r"newsletters?|subscribe|subscri(?:ption|bers?)|sign(?:ed)?[- ]?up|join (?:us|our|the)|like us|contact us",
    r"follow (?:us|him|her|them|me|on|the|@)|e-?mail (?:us|him|her|the|\w+ \w+ at)|donat(?:e|ion)|support (?:us|our)",
    r"advertis(?:e|ement|ing)|advert\b|sponsored|affiliate|cookies?|javascript|all rights reserved|copyright",
    r"terms of (?:use|service)|privacy policy|share (?:this|on)|comments? (?:are|section|policy)|leave a comment",
    r"abonnier|abonnez|inscrivez|suscríb|assine|inscreva|iscriviti|prenumer|abonner|подпис",
    r"werbung|anzeige|publicité|publicidad|pubblicità|annons",
)
# Signs and words of scripts whose words no spaces part.
_ASK_ANYWHERE = r"©|订阅|关注我们|版权|广告|無断転載|購読|구독|무단 ?전재"
_PICTURE = (
    r"photo(?:graph)?s?\b|image\b|images? (?:copyright|credit|caption|source)|picture\b|pic\b|credit\b|video\b",
    r"file (?:photo|image|picture)|gallery\b|slideshow|getty|afp\b|shutterstock|istock|reuters/|ap photo",
    r"foto\b|bild\b|bildquelle|fotografía|imagen|crédit|créditos?|imagem|immagine|afbeelding|bilde\b",
    r"фото|图片|写真|사진",
)
# Characters; a paragraph that begins or ends with the same words is longer.
_LONGEST = 400

_READS_ON = re.compile(rf"\W*(?:{'|'.join(_READ_ON)})", re.IGNORECASE)
# Of text in lower case: to search without regard to case takes three times as long.
_ASKS = re.compile(rf"\b(?:{'|'.join(_ASK)})")
_ASKS_ANYWHERE = re.compile(_ASK_ANYWHERE)
_PICTURED = re.compile(rf"[\W_]*(?:{'|'.join(_PICTURE)})", re.IGNORECASE)
_CREDITED = re.compile(rf"[(\[|/]\s*(?:{'|'.join(_PICTURE)})[^()\[\]]{{0,60}}[)\]]?$", re.IGNORECASE)


def reads_on(text: str) -> bool:
    """Tell a line that leads to other texts."""
    return len(text) <= _LONGEST and _READS_ON.match(text) is not None


def asks_for_something(text: str) -> bool:
    """Tell a line that asks to subscribe, follow or pay, or that states rights."""
    if len(text) > _LONGEST:
        return False
    return _ASKS.search(text.lower()) is not None or (not text.isascii() and _ASKS_ANYWHERE.search(text) is not None)


def is_about_picture(text: str) -> bool:
    """Tell a caption or a picture's credit."""
    if len(text) > _LONGEST:
        return False
    return _PICTURED.match(text) is not None or _CREDITED.search(text, max(0, len(text) - 100)) is not None

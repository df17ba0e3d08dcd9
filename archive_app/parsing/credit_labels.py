"""The words that articles in fifteen languages put before and after the outlets they credit.

Data only: regular expressions, matched without regard to case.
"""

# Credit labels that need a colon after them: the bare words begin ordinary sentences, too.
COLON_CREDIT_LABELS = (
    "source", "sources", "news source", "original source", "source outlet", "credit", "credits", "credited", "outlet",
    "outlets", "publisher", "publication", "original publisher", "attribution", "original article",
    "originally from", "via", "courtesy",
    "quelle", "quellen", "originalquelle", "source originale", "crédit", "crédits", "fuente", "fuentes", "crédito",
    "créditos", "vía", "fonte", "fontes", "fonti", "bron", "bronnen", "kilde", "kilder", "källa", "källor",
    "来源", "來源", "信息来源", "消息来源", "消息來源", "新闻来源", "文章来源", "文章來源", "资料来源", "資料來源",
    "出处", "出處", "原载", "原載", "出典", "引用元", "情報源", "情報元", "提供", "提供元", "配信元", "출처",
    "자료 출처", "제공", "원문",
    "المصدر", "المصادر", "مصدر", "مصادر", "источник", "источники", "первоисточник",
)  # fmt: skip

# Regular expressions of credit labels that name an outlet with or without a colon.
PLAIN_CREDIT_LABELS = (
    r"(?:re)?credited (?:from|to|by)", r"credits? (?:to|goes to|go to)", r"courtesy of", r"via",
    r"as reported by", r"adapted from", r"content provided by", r"syndicated from",
    r"read the (?:original|full) (?:article|story|version|post|report) (?:on|at|in|from)",
    r"(?:re)?(?:published|posted|printed|blogged) (?:from|with permission from)",
    (r"(?:originally|first|initially|previously) (?:published|posted|printed|appeared|reported|released)"
    r" (?:by|in|on|at|with)"),
    (r"(?:this|the) (?:article|story|piece|report|post|essay|interview|text|column|brief)"
     r" (?:(?:is|was|has been|had been) )?(?:(?:originally|first|initially|previously) )?"
     r"(?:(?:published|posted|printed|appeared|produced|reported|released|credited) (?:by|in|on|at|from|with|via|to)"
     r"|(?:republished|reprinted|reproduced|syndicated|adapted) (?:from|with permission (?:from|of)|by permission of"
     r"|via|courtesy of))"),
    r"(?:zuerst|ursprünglich|erstmals) (?:erschienen|veröffentlicht)(?: (?:in|bei|auf|von|im))(?: der| dem)?",
    r"(?:erschienen|veröffentlicht) (?:zuerst|ursprünglich|erstmals) (?:in|bei|auf|im)(?: der| dem)?",
    (r"(?:dieser|der) (?:artikel|text|beitrag) (?:erschien|ist|wurde) (?:zuerst|ursprünglich|erstmals)(?: erschienen)?"
    r" (?:in|bei|auf|von|im)(?: der| dem)?"), r"übernommen (?:von|aus)", r"mit material von",
    r"article (?:initialement |d'abord )?(?:publié|paru) (?:initialement |d'abord |à l'origine )?(?:par|dans|sur|chez)",
    r"cet article (?:provient|est issu|est repris) d[eu]",
    r"(?:initialement |d'abord )?publié (?:initialement |à l'origine |d'abord )(?:par|dans|sur)",
    (r"(?:cet|l') ?article (?:est|a été) (?:initialement |d'abord )?(?:paru|publié)(?: initialement| d'abord)?"
    r" (?:par|dans|sur)"), r"repris de", r"d'après",
    r"(?:originalmente )?publicado (?:originalmente |por primera vez |originariamente )(?:en|por|em|no|na|pelo|pela)",
    (r"este (?:artículo|artigo) (?:se publicó|fue publicado|foi publicado|apareció) (?:originalmente|por primera vez)"
    r" (?:en|por|em|no|na|pelo|pela)"), r"tomado de", r"con información de", r"publicado en colaboración con",
    r"(?:artículo|artigo) (?:publicado )?original(?:mente)?(?: publicado)? (?:en|de|do|da|no|na)", r"reproduzido de",
    r"republicado (?:de|do|da)", r"con información e imágenes de", r"com (?:agência|agencia)",
    r"com informações (?:de|da|do)",
    r"(?:originariamente )?pubblicato (?:originariamente |originalmente |per la prima volta )(?:su|da|in|sul)",
    (r"questo articolo è (?:stato pubblicato|apparso) (?:originariamente|originalmente|per la prima volta)"
    r" (?:su|da|in|sul)"), r"tratto da",
    (r"articolo (?:originale )?(?:pubblicato|apparso) (?:originariamente |originalmente |per la prima volta )?"
     r"(?:su|da|in)"),
    r"(?:oorspronkelijk|eerst|eerder) (?:gepubliceerd|verschenen) (?:in|door|op|bij)", r"overgenomen (?:van|uit)",
    r"dit artikel (?:verscheen|is) (?:eerder|eerst|oorspronkelijk)(?: verschenen| gepubliceerd)? (?:in|op|bij)",
    r"(?:opprinnelig|først) publisert (?:i|av|på|hos)", r"hentet fra",
    (r"(?:denne |den här )?(?:saken|artikkelen|artikeln|artiklen|teksten|texten|historien)(?: ble| blev| er| har| är)?"
     r"(?: først| först| opprinnelig| ursprungligen| oprindeligt)?"
     r" (?:publisert|publicerades|publicerats|publicerad|publiceret|bragt|udgivet|trykt)"
     r"(?: først| först| opprinnelig| ursprungligen| oprindeligt)? (?:i|av|af|på|hos)"),
    r"(?:ursprungligen|först) publicerad (?:i|av|på|hos)", r"hämtat från",
    r"(?:oprindeligt|først) (?:udgivet|bragt|publiceret) (?:i|af|på|hos)",
    r"(?:本文|文章|原文)?(?:转载|轉載)(?:自|于|於)", r"(?:本文|文章)(?:来自|來自|来源于|來源於|摘自|选自|選自|出自)",
    r"(?:本文|文章|原文)?(?:原载|原載|原刊|首发|首發|首刊|最初发表|最初發表|最早刊登|刊载|刊載)(?:于|於|在)",
    r"编译自", r"編譯自", r"转自", r"轉自", r"初出", r"転載元",
    r"نقلا عن", r"نقلاً عن", r"نُشر أصلا في", r"نشر أولا في", r"المصدر الأصلي", r"منقول عن",
    r"(?:نُشر|نشر|ظهر) هذا (?:المقال|التقرير)(?: أصلا| أصلاً| أولا| أولاً| لأول مرة)? (?:في|على)",
    r"по материалам", r"перепечатано из",
    r"оригинал(?: статьи)?(?: опубликован)?(?: в| на)?",
    (r"(?:(?:статья|материал|текст) )?(?:впервые |изначально )?(?:был[ао]? )?(?:впервые |изначально )?"
     r"опубликован[ао]?(?: впервые| изначально)? (?:в|на)"),
)  # fmt: skip

# Labels that on pages credit a picture as often as a text.
PICTURE_CREDIT_LABELS = ("credits?", "courtesy(?: of)?", "crédits?", "créditos?", "提供", "제공")

# Labels after which people and others stand as often as outlets: only known outlets count.
PERSON_CREDIT_LABELS = (
    r"reporting (?:by|from)[^;:]{0,60}? for", r"reporting (?:by|from)", r"reported by",
    r"(?:with )?additional (?:reporting|material|research) (?:by|from)",
    r"with (?:reporting|contributions?) (?:by|from)",
    r"based on reporting (?:by|from)", r"with (?:inputs?|files|material|information) (?:from|by)",
    r"by[^;:]{3,60}? for",
    r"(?:article|story|text|report) (?:by|from)",
    r"(?:mit|unter verwendung von) (?:agentur)?material (?:von|der)", r"bericht von", r"texte de", r"nota de",
    r"texto de", r"reportagem de", r"testo di",
    r"con (?:fonti|materiale) di", r"text av", r"с использованием материалов",
    r"по данным", r"по сообщению", r"بحسب", r"وفقا ل",
)  # fmt: skip

# "With", after which anything may stand: only known agencies and broadcasters count.
WITH_CREDIT_LABELS = ("mit", "avec", "con", "com", "met", "med", "с")

# Regular expressions of lines in which the outlets come first.
CREDITS_BEFORE = (
    (r"(?P<rest>.{2,120}?) (?:also )?contributed (?:reporting )?to this (?:report|story|article|piece)"),
    (r"(?:the post .{1,200} )?(?:first appeared|appeared first|was first published|was originally published) on"
     r" (?P<rest>.{2,80})"),
    (r"(?:(?:本記事|この記事|本稿)は、?)?(?P<rest>.{2,40}?)(?:より|から|の)(?:転載|引用|提供)"
     r"(?:です|しました|したものです|記事です|された記事です)?"),
    r"(?:本文|文章|本稿)(?:由|為|为)?(?P<rest>.{2,40}?)(?:授权|授權)(?:转载|轉載|刊登|发布|發布)",
    r"(?:综合|綜合|据|據)(?P<rest>.{2,40}?)(?:消息|报道|報導|報道)?",
    r"(?:이 (?:기사|글)는 )?(?P<rest>.{2,40}?)(?:에서|이|가) 제공(?:한|하는)? (?:기사|글|뉴스)(?:입니다)?",
    r"(?P<rest>.{2,40}?)에 (?:처음|먼저) (?:게재|보도)(?:된 (?:기사|글)(?:입니다)?|됐습니다|되었습니다)",
)  # fmt: skip

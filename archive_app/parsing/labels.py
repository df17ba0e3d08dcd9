"""The words that articles in fifteen languages put over takeaways, before credits and into closing lines.

Data only. Labels are compared folded (see `lines.folded`): case, spacing, bullets and colons do not matter.
"""

# Headings that stand over key points and hardly over anything else.
TAKEAWAY_LABELS = frozenset(
    {
        # English
        "key takeaways", "key takeaway", "takeaways", "the takeaways", "main takeaways", "top takeaways",
        "our key takeaways", "key points", "key point", "main points", "the main points", "key facts",
        "key highlights", "key findings", "key insights", "story highlights", "article highlights",
        "highlights", "at a glance", "in brief", "the gist", "quick read", "quick summary", "bullet points",
        "tl;dr", "tldr", "summary points", "what you need to know", "what to know", "things to know",
        "need to know", "the key points", "in short", "key messages", "the bottom line up front",
        "ai summary", "article summary", "story summary", "the short version", "fast facts",
        "key takeaways from this article", "key points from this article", "what you should know", "the essentials",
        "the short story", "in a nutshell", "the highlights", "key developments", "top points", "quick take",
        "quick takes", "at a glance: key points", "summary of key points", "ai-generated summary",
        "ai generated summary", "key takeaways at a glance", "article takeaways",
        # German
        "das wichtigste in kürze", "das wichtigste", "das wichtigste auf einen blick", "die wichtigsten punkte",
        "die wichtigsten erkenntnisse", "wichtigste erkenntnisse", "die wichtigsten fakten", "wichtigste punkte",
        "kernpunkte", "die kernpunkte", "kernaussagen", "auf einen blick", "auf den punkt gebracht", "kurz und knapp",
        "in kürze", "darum gehts", "darum geht's", "darum geht es", "kurz zusammengefasst", "das wichtigste vorab",
        "die wichtigsten punkte in kürze", "die wichtigsten fakten in kürze", "das wichtigste kurz zusammengefasst",
        "das wichtigste zum thema", "das wichtigste zusammengefasst", "kurz und bündig", "kurz & knapp",
        "im überblick",
        "die wichtigsten aussagen", "wichtigste erkenntnisse in kürze", "ki-zusammenfassung", "worum es geht",
        "darum geht es in diesem artikel", "das wissen wir", "das sind die wichtigsten punkte",
        # French
        "points clés", "les points clés", "points essentiels", "les points essentiels", "à retenir",
        "ce qu'il faut retenir",
        "les points à retenir", "points à retenir", "l'essentiel", "l'essentiel à retenir", "en bref",
        "les faits marquants",
        "ce qu'il faut savoir", "les points forts", "l'info en bref", "l'essentiel en bref", "en résumé",
        "le résumé en points clés", "points-clés", "les points-clés", "ce que vous devez savoir", "résumé en bref",
        "à retenir de cet article",
        # Spanish
        "puntos clave", "los puntos clave", "claves", "las claves", "ideas clave", "conclusiones clave",
        "lo más importante", "lo esencial", "puntos destacados", "lo más destacado", "en breve",
        "aspectos destacados",
        "en resumen", "puntos principales", "los puntos principales", "las claves de la noticia",
        "lo que debes saber",
        "lo que hay que saber", "qué debes saber", "resumen de la noticia", "ideas principales", "en pocas palabras",
        "claves de la noticia", "resumen ia",
        # Portuguese
        "pontos-chave", "pontos chave", "principais pontos", "os principais pontos", "pontos principais", "destaques",
        "principais conclusões", "em resumo", "o essencial", "em síntese", "principais destaques",
        "principais pontos da notícia", "o que você precisa saber", "o que precisa de saber", "o que saber",
        "resumo da notícia", "ideias-chave", "ideias principais", "em poucas palavras", "os destaques",
        # Italian
        "punti chiave", "i punti chiave", "punti principali", "i punti principali", "in breve", "in sintesi",
        "i punti salienti", "punti salienti", "l'essenziale", "cosa sapere",
        "le cose da sapere", "cosa c'è da sapere", "in pillole", "i punti essenziali", "punti essenziali",
        "in poche parole", "i concetti chiave", "concetti chiave", "le idee chiave",
        # Dutch
        "kernpunten", "de kernpunten", "belangrijkste punten", "de belangrijkste punten", "hoofdpunten",
        "in het kort",
        "het belangrijkste in het kort", "belangrijkste inzichten", "in een notendop",
        "het belangrijkste", "dit moet je weten", "wat je moet weten", "in één oogopslag", "in een oogopslag",
        "de belangrijkste inzichten", "de hoofdpunten", "kort samengevat", "samengevat",
        # Norwegian
        "kort fortalt", "kortversjonen", "kort oppsummert", "oppsummert", "hovedpunkter", "hovedpunktene",
        "viktigste punkter", "de viktigste punktene", "nøkkelpunkter", "det viktigste",
        "saken kort fortalt", "saken oppsummert", "saken kort", "kort om saken", "de viktigste poengene",
        "viktigste poenger", "ki-oppsummering", "dette bør du vite", "dette må du vite", "kortfortalt",
        # Swedish
        "i korthet", "huvudpunkter", "viktiga punkter", "de viktigaste punkterna", "nyckelpunkter", "det viktigaste",
        "viktigaste punkterna", "kort sammanfattning", "kortversionen",
        "snabbversionen", "artikeln i korthet", "det här vet vi", "detta vet vi", "i korta drag",
        "sammanfattning i korthet", "ai-sammanfattning", "det här behöver du veta", "viktigast i korthet",
        # Danish
        "hovedpointer", "vigtigste pointer", "de vigtigste pointer", "de vigtigste punkter", "det vigtigste",
        "kort sagt", "nøglepunkter", "overblik",
        "kort om sagen", "sagen kort", "det skal du vide", "artiklens vigtigste pointer", "de vigtigste pointer kort",
        "her er de vigtigste pointer", "vigtige pointer", "overblikket",
        # Chinese
        "要点", "要點", "关键要点", "關鍵要點", "核心要点", "核心要點", "主要要点", "重点", "重點",
        "重点摘要", "重點摘要", "内容摘要", "核心提示", "要点速览", "要點速覽", "文章要点",
        "文章要點", "内容提要", "內容提要", "新闻要点", "新聞要點", "新聞重點", "新闻重点", "文章重點",
        "文章重点", "重點整理",
        "重點一次看", "一文看懂", "本文要点", "本文要點", "本文重點", "内容要点", "內容要點", "要點提示",
        "要点提示", "快速摘要",
        "ai摘要", "重點速讀", "导读", "導讀", "內容摘要",
        # Japanese
        "要点まとめ", "重要ポイント", "主なポイント", "ポイント", "この記事のポイント", "記事のポイント", "要旨",
        "この記事の要点",
        "記事の要点", "ニュースの要点", "ニュースのポイント", "3行まとめ", "三行まとめ", "記事のまとめ",
        "ポイントまとめ",
        "この記事でわかること", "主な要点", "要約ポイント", "重要なポイント",
        # Korean
        "핵심 요약", "핵심 내용", "주요 내용", "주요 요점", "핵심 포인트", "주요 포인트", "요점", "기사 요약",
        "3줄 요약", "핵심요약", "세줄 요약", "세 줄 요약", "한 줄 요약", "ai 요약", "뉴스 요약", "기사 핵심",
        "한눈에 보기",
        "한눈에 보는 핵심", "주요 사항", "핵심 정리", "요점 정리", "주요내용", "핵심내용",
        # Arabic
        "أبرز النقاط", "أهم النقاط", "النقاط الرئيسية", "النقاط الرئيسة", "أهم الاستنتاجات", "الخلاصات الرئيسية",
        "نقاط رئيسية", "أبرز ما جاء",
        "أبرز ما جاء في الخبر", "أهم ما جاء في الخبر", "أهم ما جاء", "نقاط أساسية", "النقاط الأساسية", "باختصار",
        "ملخص سريع", "الخلاصة", "خلاصة", "في نقاط", "في سطور", "أبرز الخلاصات", "أبرز العناوين", "ما يجب معرفته",
        # Russian
        "главное", "ключевые моменты", "ключевые выводы", "основные выводы", "основные моменты", "ключевые тезисы",
        "коротко", "основное", "самое главное", "главные выводы",
        "главное за минуту", "если коротко", "самое важное", "что нужно знать", "в двух словах", "ключевые факты",
        "ключевые пункты", "краткое содержание", "главные тезисы", "основные тезисы", "коротко о главном",
        "основные пункты",
    }
)  # fmt: skip

# Headings that as often stand over an abstract, a table of contents or another story: only a list below
# makes them a label.
WEAK_TAKEAWAY_LABELS = frozenset(
    {
        "summary", "overview", "brief", "recap", "abstract", "zusammenfassung", "überblick", "résumé", "resumen",
        "resumo",
        "riassunto", "sommario", "samenvatting", "sammendrag", "oppsummering", "sammanfattning", "sammenfatning",
        "resumé",
        "摘要", "概要", "总结", "總結", "まとめ", "要約", "요약", "ملخص", "الملخص", "кратко", "резюме",
    }
)  # fmt: skip

# Headings after which the story itself begins.
BODY_LABELS = frozenset(
    {
        "full story", "the full story", "article", "the article", "full article", "story", "the story", "body",
        "details",
        "the details", "background", "full text", "in detail", "main story",
        "artikel", "der artikel", "volltext", "hintergrund", "ganzer artikel", "im detail",
        "article complet", "l'article", "texte intégral", "contexte",
        "artículo", "artículo completo", "la noticia", "noticia completa", "texto completo",
        "artigo", "artigo completo", "notícia completa", "articolo", "articolo completo", "volledig artikel",
        "het artikel",
        "hele saken", "saken", "hela artikeln", "artikeln", "hele artiklen", "artiklen",
        "正文", "全文", "本文", "記事全文", "본문", "기사 전문", "المقال", "النص الكامل", "полный текст", "статья",
        "подробности",
    }
)  # fmt: skip

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
    r"نقلا عن", r"نقلاً عن", r"نُشر أصلا في", r"نشر أولا في", r"المصدر الأصلي", r"بحسب", r"منقول عن",
    r"(?:نُشر|نشر|ظهر) هذا (?:المقال|التقرير)(?: أصلا| أصلاً| أولا| أولاً| لأول مرة)? (?:في|على)",
    r"по материалам", r"по данным", r"перепечатано из", r"по сообщению",
    r"оригинал(?: статьи)?(?: опубликован)?(?: в| на)?",
    (r"(?:(?:статья|материал|текст) )?(?:впервые |изначально )?(?:был[ао]? )?(?:впервые |изначально )?"
     r"опубликован[ао]?(?: впервые| изначально)? (?:в|на)"),
)  # fmt: skip

# Labels that on pages credit a picture as often as a text.
PICTURE_CREDIT_LABELS = (
    "credits?",
    "courtesy(?: of)?",
    "crédits?",
    "créditos?",
    "提供",
    "제공",
    "photo",
    "image",
)

# Labels after which people stand as often as outlets: only known outlets count.
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

# A closing line is an opening, then a pointer, then the outlets: "For more on this, | visit | A and B". All three are
# regular expressions, matched without regard to case. The verbs are sure pointers, the prepositions are tried after
# them; last come the language's words for "and".
CLOSINGS = (
    (
        (
            r"(?:if you(?:'d| would)? (?:wish|want|like|care|prefer|need)(?: to)? (?:read|learn|know|find out"
            r"|hear|see|discover|dig)"
            r"|(?:to|you can|please) (?:read|learn|know|find out|find|see|hear|discover|get)"
            r" (?:more|further|additional|the (?:full|whole|rest|original|complete)|about this)"
            r"|for (?:more(?! than\b)|further|additional|full|complete|continued|in-depth|the (?:full|whole"
            r"|original|complete))"
            r"|(?:readers )?(?:interested|want|wish|looking|wanting|wishing) (?:in|to|for) (?:more|read|learn"
            r"|know|reading|further)"
            r"|readers who (?:wish|want|would like) to (?:read|learn|know)"
            r"|(?:read|learn|find out|see|discover) more(?! than\b)|more (?:on|about) (?:this|the)"
            r"|read (?:the )?(?:full|rest|original)|(?:further|additional|related|recommended|more) (?:reading"
            r"|coverage|reporting)"
            r"|full (?:story|coverage|article))\b"
        ),
        r"(?:visit|see|go to|head (?:over )?to|turn to|check out|check|refer to|consult|read|follow|try|browse)",
        r"(?:at|on|in|from|via|with)",
        ("and", "or"),
    ),
    (
        (
            r"(?:(?:wenn|falls|sollten) sie (?:gerne )?(?:mehr|weiter)|um mehr|(?:für )?(?:mehr|weitere) (?:infos"
            r"|informationen|dazu|zum thema)"
            r"|mehr (?:lesen|erfahren|dazu)|weiterlesen|lesen sie (?:mehr|weiter)|weiterführende|weitere lektüre"
            r"|zum weiterlesen)\b"
        ),
        r"(?:besuchen sie|siehe|sehen sie|lesen sie|gehen sie (?:zu|auf))",
        r"(?:bei|auf|in|unter|von)",
        ("und", "oder", "sowie"),
    ),
    (
        (
            r"(?:si vous (?:souhaitez|voulez|désirez)|pour (?:en savoir plus|en lire plus|lire la suite"
            r"|plus d'informations|aller plus loin)"
            r"|en savoir plus|lire la suite|à lire aussi|lire aussi|pour approfondir|lectures complémentaires)\b"
        ),
        r"(?:consultez|visitez|voir|voyez|lisez|rendez-vous sur|allez sur)",
        r"(?:sur|dans|chez)",
        ("et", "ou"),
    ),
    (
        (
            r"(?:si (?:desea|quiere|quieres|deseas) (?:leer|saber|conocer|más)|para (?:leer|saber|conocer|obtener) más"
            r"|para más|leer más|lee más|más información|lea más|seguir leyendo|lecturas recomendadas|para ampliar)\b"
        ),
        r"(?:visite|visita|consulte|consulta|vea|véase|lea|acuda a)",
        r"(?:en|a través de)",
        ("y", "e", "o"),
    ),
    (
        (
            r"(?:se (?:deseja|quiser|você (?:quer|deseja|quiser)) (?:ler|saber|mais)|para (?:ler|saber"
            r"|obter) mais|para mais|leia mais|saiba mais"
            r"|mais informações|leia também|leitura adicional)\b"
        ),
        r"(?:visite|consulte|veja|acesse|leia|confira)",
        r"(?:em|no|na)",
        ("e", "ou"),
    ),
    (
        (
            r"(?:se (?:desidera|desideri|vuoi|volete|desiderate) (?:leggere|saperne|sapere)|per (?:saperne"
            r"|leggere) (?:di )?più"
            r"|per (?:ulteriori|maggiori|approfondire)|leggi (?:di più|anche)|continua a leggere"
            r"|maggiori informazioni)\b"
        ),
        r"(?:visita|visitate|visiti|consulta|consultate|vedi|leggi|leggete|vai su)",
        r"(?:su|in)",
        ("e", "o"),
    ),
    (
        (
            r"(?:als u meer|wilt u meer|wil je meer|(?:om|voor) meer (?:te|informatie|over)|lees (?:meer|verder)"
            r"|meer (?:lezen|weten|informatie))\b"
        ),
        r"(?:bezoek(?: dan)?|bezoekt u|zie|lees|kijk op|ga naar)",
        r"(?:bij|op|in)",
        ("en", "of"),
    ),
    (
        (
            r"(?:hvis du (?:vil|ønsker|gerne vil)|om du (?:vill|önskar)|(?:ønsker|vil) du (?:å )?(?:lese|læse"
            r"|vite)|vill du läsa|for å lese mer"
            r"|for mer (?:informasjon|om)|for at læse mere|for mere (?:information|om)|för att läsa mer"
            r"|för mer (?:information|om)"
            r"|les (?:mer|også)|läs (?:mer|också)|læs (?:mere|også)|mer om (?:saken|dette)|videre lesning)\b"
        ),
        r"(?:besøk|besøg|besök|gå til|gå till|se|les|læs|läs)",
        r"(?:hos|i|på)",
        ("og", "och", "eller"),
    ),
    (
        (
            r"(?:если вы хотите|чтобы (?:узнать|прочитать) (?:больше|подробнее)|для (?:получения|дополнительной)"
            r"|подробнее|подробности"
            r"|читайте (?:также|подробнее|далее)|читать (?:далее|полностью))\b"
        ),
        r"(?:посетите|смотрите|см\.|читайте|обратитесь к)",
        r"(?:в|на|у)",
        ("и", "или"),
    ),
    (
        r"(?:إذا كنت (?:ترغب|تريد|تود)|لقراءة المزيد|للمزيد|لمزيد|لمعرفة المزيد|اقرأ المزيد|لمتابعة)",
        r"(?:تفضل بزيارة|يرجى زيارة|قم بزيارة|يمكنك زيارة|زوروا|زر|زيارة|راجع)",
        r"(?:على|في|عبر|من)",
        ("و", "أو"),
    ),
)

# Closing lines of languages without spaces between words: opening, then the pointer right before the outlets.
CJK_CLOSINGS = (
    (
        (
            r"(?:如果?(?:您|你)?(?:想|希望|需|欲|要)|若(?:您|你)?(?:想|希望|要|需)|(?:想|欲)(?:了解|知道|阅读|閱讀)|(?:了解|阅读|閱讀|查看)(?:更多|全文"
            r"|详情)|更多(?:内容|信息|详情|報導|报道|內容)|延伸(?:阅读|閱讀))"
        ),
        r"(?:请访问|請訪問|请参阅|請參閱|请浏览|請瀏覽|请查看|請查看|请前往|請前往|可访问|访问|訪問|参见|見)",
    ),
    (
        r"(?:詳しくは|詳細は|続きは|さらに(?:詳しく|読む)|もっと(?:読む|詳しく)|関連記事|この(?:話題|記事)について)",
        r"(?:は、|には、|場合は、|は|、)",
    ),
    (
        (
            r"(?:더 (?:읽|알아|자세|많은)|자세한 (?:내용|사항)|추가 (?:정보|내용)"
            r"|이 (?:기사|소식|이야기)에 대해|관련 기사|원문 보기)"
        ),
        r"(?:려면|다면|은|는|으로|를|을)",
    ),
)

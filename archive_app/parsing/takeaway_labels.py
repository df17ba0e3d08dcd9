"""The headings that articles in fifteen languages put over takeaways, and over the story after them.

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

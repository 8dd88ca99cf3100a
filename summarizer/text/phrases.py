"""What newsrooms print around an article: the wording of credits, captions, bylines, notes and promotions.

A rule speaks about a block that opens (or closes) with one of its words and goes on as its pattern says. Words are
lower case; patterns ignore case except inside ``(?-i:…)``. Collected from the leftovers in English, Malay, Indonesian,
German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese and Japanese news pages.
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.document import BlockKind


class Rule(NamedTuple):
    """One piece of wording that tells a block's kind."""

    kind: BlockKind
    words: str
    """First (or last) words, any of which makes the rule apply; separated by spaces."""
    pattern: str
    """What follows the first word; for a closing rule, what the end of the block looks like."""
    most: int = 220
    """Longest block, in characters, that the rule speaks about: longer ones are prose."""
    edge: bool = False
    """Only among the first three or the last four blocks: elsewhere the same words are the story."""
    loose: bool = False
    """Only for a line that does not end like a sentence."""


# A run of names: capitalised words, handles and years, with only such small words between them as bylines use.
_SMALL = (
    "and|in|at|of|the|by|for|from|via|with|de|del|da|di|du|van|von|bin|binti|al|el|la|le|y|et|und|dan|oleh|editing|"
    "edited|writing|written|reporting|additional|compiled|graphics?|photographs?|ten|der|den|het|on"
)
NAMES = rf"(?-i:(?:[A-Z@©\dÀ-ÞА-Я][^\s;]*|(?:{_SMALL})\b|[/&|·,–—-]+|[;,.])[;,\s]*)+\W*$"

_PICTURE = (
    "image images photo photos photograph photographs photographer picture pictures pic cover "
    "featured feature header main lead "
    "thumbnail graphic illustration screenshot screengrab screencap foto fotos fotografía bild bilder gambar imej "
    "imagen imágenes imagem photographie crédit crédits credit credits crédito créditos caption keterangan ilustrasi "
    "symbolbild titelbild archivfoto фото 写真 画像 图片 图 图源 照片"
)
_NETWORK = (
    r"(?:twitter|x|facebook|instagram|tiktok|youtube|linkedin|whatsapp|telegram|threads|pinterest|bluesky|"
    r"flipboard|google)\b"
)
_US = r"(?:our|the|this|its|his|her|your|a|an|free|daily|weekly|cnn\S*|bbc|time\S*)"

OPENINGS: tuple[Rule, ...] = (
    # Pictures: "Cover image via …", "Photo: …", "Photograph by …", "Foto: …".
    Rule(
        BlockKind.CREDIT,
        _PICTURE,
        r"(?:\s+(?:image|photo|picture|video|credits?|caption|source))*\s*"
        rf"(?:[:：/|©]\s*(?:{NAMES}|[^.!?]{{0,50}}$)|(?:via|courtesy(?:\s+of)?|by|credits?|von|par|por|oleh|"
        rf"dok\.?)\s+{NAMES})",
    ),
    Rule(
        BlockKind.CREDIT,
        "image images photo photos picture pictures cover",
        r"(?:\s+image)?\s+(?:via|courtesy)\s",
        loose=True,
    ),
    Rule(BlockKind.CAPTION, _PICTURE, r"(?:\s+(?:image|photo|picture|caption))*\s*[:：]", most=400),
    Rule(
        BlockKind.CREDIT,
        "getty shutterstock istock alamy",
        rf"(?:\s+images)?\s*(?:$|[/|,:-]\s*{NAMES}|via\s+{NAMES})",
        most=80,
    ),
    Rule(
        BlockKind.CREDIT, "ap afp reuters epa bernama pa", rf"(?:\s+photo|\s+file\s+photo)?\s*[/|]\s*{NAMES}", most=100
    ),
    Rule(BlockKind.CREDIT, "associated", r"\s+press\s*/", most=80),
    Rule(BlockKind.CREDIT, "source sources sumber quelle quellen fuente fonte bron", r"\s*[:：]", most=80, loose=True),
    Rule(BlockKind.CAPTION, "from", r"\s+(?:top\s+|bottom\s+)?(?:left|right)(?:\s+to\s+right)?\s*[:,(]", most=600),
    Rule(BlockKind.CAPTION, "clockwise", r"\s+from\s+(?:top|bottom|left|right|upper|lower)", most=600),
    Rule(BlockKind.CAPTION, "left", r"\s+to\s+right\s*[:,]", most=600),
    Rule(BlockKind.CAPTION, "dari", r"\s+kiri\s*[:(,]", most=600),
    Rule(BlockKind.CAPTION, "von", r"\s+links(?:\s+nach\s+rechts)?\s*[:(]", most=600),
    Rule(BlockKind.CAPTION, "de", r"\s+(?:gauche\s+à\s+droite|izquierda\s+a\s+derecha|izq\.)\s*[:,]?", most=600),
    Rule(BlockKind.CAPTION, "file", r"\s+(?:photo|picture|image|pic)\b\s*(?:[:.(–—-]|of\s|$)", most=300),
    Rule(
        BlockKind.CAPTION,
        "in",
        r"\s+(?:this|a|an|these)\s+(?:(?:[a-z]+\.?\s+)?(?:\d+,?\s+)?(?:\d{4},?\s+)?)?"
        r"(?:(?:undated|recent|combination|handout|still|provided|archive)\s+)*(?:file\s+)?"
        r"(?:photo|image|picture|photograph|frame\s+grab|courtroom\s+sketch)s?\b[^.!?]{0,80}"
        r"(?:,\s|\s(?:provided|released|taken|made|shot|from|shows?|supplied)\b)",
        most=400,
        loose=True,
    ),
    # Names: bylines and the reporters' credits of news agencies.
    Rule(BlockKind.BYLINE, "by", rf"\s+(?=\S+\s+\S){NAMES}", most=120, edge=True, loose=True),
    Rule(
        BlockKind.BYLINE,
        "oleh par por von teks text words story",
        rf"(?:\s+(?:by|von))?\s*:?\s+(?=\S+\s+\S){NAMES}",
        most=100,
        edge=True,
        loose=True,
    ),
    Rule(
        BlockKind.BYLINE,
        "by oleh",
        r"\s+(?-i:[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}),?\s+(?:(?:special|exclusive)\s+(?:to|for)|"
        r"for\s+\S|staff|senior|chief)",
        most=140,
        edge=True,
        loose=True,
    ),
    Rule(
        BlockKind.BYLINE,
        "published posted written reported",
        r"\s+by\s*:?\s+(?-i:[A-Z])[^.!?]*$",
        most=120,
        edge=True,
        loose=True,
    ),
    Rule(
        BlockKind.CREDIT,
        "reporting writing editing compiled aditional additional with",
        rf"(?:\s+(?:and|reporting|writing|editing))*\s+(?:(?:files|inputs|reporting)\s+from|by)\s+{NAMES}",
        most=900,
    ),
    Rule(
        BlockKind.CREDIT,
        "with",
        r"\s+(?:files|inputs|reporting|additional\s+reporting)\s+(?:from|by)\s",
        most=160,
        edge=True,
    ),
    Rule(BlockKind.CREDIT, "penulis editor reporter sumber pewarta redaktur", r"\s*[:：]", most=100, loose=True),
    Rule(
        BlockKind.CREDIT,
        "cnn journalist journalists",
        r"(?:['’]s)?\s[^!?]{3,300}\bcontributed\s+(?:reporting|(?:to|from|for)\s+(?:this|the)\s+(?:report|story|article))\b",
        most=420,
    ),
    # Time stamps.
    Rule(
        BlockKind.DATELINE,
        "updated published posted modified diterbitkan dikemas aktualisiert veröffentlicht publié "
        "actualizado publicado "
        "aggiornato pubblicato last first",
        r"(?:\s+(?:updated|modified|published|at|on|kini|pada|am|le|à|el|il|em))*\s*:?\s*"
        r"(?=[^.]*\d)(?=[^.]*(?:\d:\d|\d{4}|\d/\d|\d\.\d))(?:[\w.,:/|()+-]+\s*){1,14}$",
        most=110,
        loose=True,
    ),
    # Copyright and notes.
    Rule(
        BlockKind.CREDIT,
        "copyright",
        r"\s*(?:©|\(c\)|\d{4}|(?:by\s+)?(?:the\s+)?(?-i:[A-Z])[^.]{0,60}(?:$|\.\s*all\s+rights))",
        most=500,
    ),
    Rule(
        BlockKind.CREDIT,
        "all todos tous alle",
        r"\s+(?:content\s+)?(?:rights\s+reserved|(?:los\s+)?derechos\s+reservados|droits\s+réservés|"
        r"rechte\s+vorbehalten|os\s+direitos)",
        most=300,
    ),
    Rule(BlockKind.CREDIT, "original entire", r"\s+(?:story|contents?)\s+(?:reprinted|of\s+this\s+article)", most=500),
    Rule(BlockKind.PROMO, "editor editors publisher author", r"['’]?s?['’]?\s+notes?\s*[:.–—-]", most=1500),
    Rule(
        BlockKind.PROMO,
        "correction corrections clarification berichtigung korrektur ralat corrección rectificatif",
        r"(?:\s*\([^)]*\)|,?\s+(?-i:[A-Z])\w+\s+\d+(?:,\s*\d{4})?)?\s*[:–—]\s",
        most=700,
        edge=True,
    ),
    Rule(BlockKind.PROMO, "note", r"\s*:\s", most=500, edge=True),
    Rule(
        BlockKind.PROMO,
        "this an a",
        r"\s+(?:is\s+a\s+(?:developing|breaking)\s+(?:news\s+)?story\b|"
        r"(?:earlier|previous)\s+version\s+of\s+this\s+(?:story|article|report|post|headline)\b|"
        r"(?:breaking\s+news\s+)?(?:story|article|post|report|piece|column|essay|content|interview|"
        r"transcript|translation|version|material)(?:\s+and\s+\w+)?\s+"
        r"(?:(?:was|has\s+been|have\s+been|is\s+being|will\s+be|is)\s+(?:\w+\s+)?"
        r"(?:updated|corrected|originally|first\s+published|published\s+(?:in|on|by|with|first)|produced|republished|"
        r"adapted\s+from|excerpted|edited\s+for|amended|revised|funded|supported\s+by|part\s+of\s+(?:a|"
        r"the|our)\s+(?:\w+\s+)?(?:series|partnership)|"
        r"not\s+be\s+published|from\s+the\s+archives?|provided\s+by|sponsored|protected\s+by)|"
        r"(?:first|originally)\s+(?:appeared|ran|published)|contains\s+affiliate|"
        r"may\s+not\s+be\s+(?:published|reproduced)|"
        r"copyright))",
        most=420,
        edge=True,
    ),
    Rule(
        BlockKind.PROMO,
        "the",
        r"\s+(?:opinions?|views)\s+(?:and\s+\w+\s+)?expressed\s+(?:in|here|are|by\s+(?:the\s+)?(?:author|writer|columnist|contributor|reader)s?)\b|\s+(?:post|story|"
        r"article)\s+\S.{0,120}(?:appeared\s+first\s+on|first\s+appeared\s+on)\s",
        most=320,
    ),
    Rule(BlockKind.PROMO, "opinions views", r"\s+expressed\s+(?:in|by|here)\b", most=320),
    # Promotions: "Read more: …", "Sign up for our newsletter", "Story continues below".
    Rule(
        BlockKind.PROMO,
        "related recommended more watch video videos read listen see photos gallery galleries "
        "interactive quiz poll podcast live explainer "
        "graphic map infographic slideshow don check plus must trending hot next previous also in",
        r"(?:(?:['’]t\s+miss|\s+(?:more|also|this|next|now|read|here|on|reading|stories|articles?|links?|"
        r"story|topics?|coverage|news|content|videos?|pictures|photos|from\s+\w+|out|it|live|the\s+video|"
        r"full\s+\w+|case\s+you\s+missed\s+it)))*\s*(?:[:：|»]\s|[:：|»>]*$)",
        most=220,
    ),
    Rule(
        BlockKind.PROMO,
        "read watch see listen check click tap browse explore discover learn try view",
        r"\s(?!.*[,;]\s)",
        most=110,
        loose=True,
    ),
    Rule(
        BlockKind.PROMO, "opinion analysis ireport ireporter fortune wired commentary", r"\s*:\s", most=130, loose=True
    ),
    Rule(
        BlockKind.PROMO,
        "watch",
        r"\s+(?-i:[A-Z]).{0,80}\b(?:weeknights|weekdays|saturdays|sundays|p\.?m\.?|a\.?m\.?|tune|click here)\b",
        most=200,
    ),
    Rule(BlockKind.PROMO, "also", r"\s+(?:read|see|watch|on\s+\S+)\s*[:：]?", most=160, loose=True),
    Rule(
        BlockKind.PROMO,
        "baca lihat simak tonton lire à lesen mehr auch lea lee leer te vea mira también leia veja leggi "
        "vedi lees zie bekijk читайте смотрите",
        r"\s+(?:juga|lagi|lanjut|selengkapnya|berita|pula|artikel|aussi|également|la\s+suite|plus|lire|"
        r"voir|sie\s+(?:auch|hier|mehr)|auch|zum\s+thema|interessant|dazu|"
        r"también|más|además|puede\s+interesar|também|mais|anche|ook|meer|также)\b[^.!?]{0,160}(?:[:：]|$)",
        most=240,
    ),
    Rule(
        BlockKind.PROMO,
        "artikel berita related",
        r"\s+(?:berkaitan|terkait|berhubungan|lainnya)\b",
        most=80,
        loose=True,
    ),
    Rule(
        BlockKind.PROMO,
        "sign",
        rf"\s+up\s+(?:here|now|today|below|(?:for|to)\s+(?:{_US}\s+|receive|get)|and\s+get)",
        most=260,
    ),
    Rule(
        BlockKind.PROMO,
        "subscribe abonnieren abonnez suscríbete suscríbase inscreva assine iscriviti langgan",
        r"\s*(?:$|[!:]|\S*\s+(?:to|now|here|today|for|and|our|sie|vous|à|al|a|alla|sekarang|se|na|nuestro|"
        r"unseren|den)\b)",
        most=260,
    ),
    Rule(
        BlockKind.PROMO,
        "follow like find add join ikuti folgen suivez síguenos siga segui volg",
        rf"\s+(?:[@\w.’'&-]+\s+){{0,6}}?(?:on|at|via|di|auf|sur|en|no|su|op)\s+(?:our\s+)?{_NETWORK}",
        most=200,
    ),
    Rule(
        BlockKind.PROMO,
        "join",
        r"\s+(?:us\s+(?:on|at|for)\b|(?:in\s+)?(?:the|our)\s+(?:conversation|discussion|debate|community|"
        r"forum|newsletter|whatsapp|telegram))",
        most=200,
    ),
    Rule(
        BlockKind.PROMO,
        "share bagikan kongsi teilen partager compartir",
        r"\s*(?:$|:)|\s+(?:this|your)\s+(?:article|story|stories|post|page|thoughts|views|photos?|"
        r"pictures|opinions?|experiences?|travel|comments|on|with|via)\b|\s+(?:on|via)\s",
        most=180,
    ),
    Rule(
        BlockKind.PROMO,
        "click tap klik klicken cliquez haga haz clique clicca",
        r"\s+(?:(?:on\s+)?(?:here|aquí|ici|aqui|qui|hier|di\s+sini|clic)|sie\s+hier|(?:on\s+|"
        r"through\s+)?(?:the|this)\s+(?:\w+\s+)?(?:link|video|image|photo|picture|player|button|box|"
        r"arrows?|map|icon))\b",
        most=260,
    ),
    Rule(
        BlockKind.PROMO,
        "download get install",
        r"\s+(?:(?:the|our|a)\s+(?:free\s+|new\s+|latest\s+|best\s+)*(?:\S+\s+)?(?:app|newsletter|news|"
        r"stories|headlines|deals|trial|updates|alerts)\b|\S+\s+(?:news\s+)?(?:alerts|updates|"
        r"headlines)\b|the\s+(?:latest|best|day[’']s)\s+(?:\S+\s+){0,3}?(?:news|stories|headlines|deals|updates|offers)\b|pdf\s|free\s)",
        most=220,
    ),
    Rule(BlockKind.PROMO, "enter", r"\s+(?:to\s+win|your\s+e-?mail)", most=200),
    Rule(
        BlockKind.PROMO,
        "for",
        r"\s+(?:more|the\s+latest|all\s+the\s+latest|breaking|further)\s+(?!than\b)"
        r"(?:[^.!?,]{0,90}[,:]|(?:info(?:rmation)?|news|details|stories)(?:\s+(?:about|on|from)\s+\S+(?:\s+\S+){0,3})?)\s+"
        r"(?:please\s+)?(?:visit|click|go\s+to|follow|see|check\s+out|read|subscribe|sign\s+up|tune|download|listen|like|"
        r"head\s+to|call|e-?mail)\b",
        most=240,
    ),
    Rule(
        BlockKind.PROMO,
        "visit",
        r"\s+(?:our|the|www|http|\S+\.com)\b.*(?:page|site|website|section|for more|\.com)",
        most=180,
        edge=True,
    ),
    Rule(
        BlockKind.PROMO,
        "got have do know want send email contact whatsapp",
        r"\s+(?:(?:you\s+(?:have|got)\s+)?(?:a|an|any)\s+(?:news\s+)?(?:story|tip|tips|question|"
        r"confidential|view|scoop)\b.*(?:email|e-mail|contact|us|send|@)|(?:more|to\s+(?:get|read|stay|"
        r"know))\b.{0,80}(?:newsletter|sign up|subscribe|here|app)|(?:us|me)\s+(?:at|on|your)\b|"
        r"the\s+(?:author|reporter|writer|editor)\s+(?:at|of))",
        most=220,
    ),
    Rule(
        BlockKind.PROMO,
        "advertisement advertising iklan anzeige werbung publicité publicidad pubblicità advertentie "
        "publicidade реклама 広告 广告",
        r"\W*(?:$|(?:continue|scroll|story|article|keep|skip)\b)",
        most=100,
    ),
    Rule(BlockKind.PROMO, "sponsored", r"\s+(?:content|by|post|links?)\b", most=100, loose=True),
    Rule(
        BlockKind.PROMO,
        "story article text post",
        r"\s+continue[sd]?\s+(?:below|after)|\s+highlights\W*$|\s+tags\W",
        most=90,
    ),
    Rule(
        BlockKind.PROMO,
        "continue keep scroll skip swipe jump",
        r"\s+(?:reading|down|below|to|past|through|for)\b.{0,60}(?:story|video|content|main|below|photos|"
        r"more|reading|article|advertisement|gallery|see)?\W*$",
        most=100,
    ),
    Rule(BlockKind.PROMO, "catch", r"\s+up\s+(?:on|with)\b.*(?:news|stories|latest|trending|coverage)", most=200),
    Rule(BlockKind.PROMO, "most", r"\s+(?:read|viewed|popular|shared|watched|commented)\b", most=80, loose=True),
    Rule(
        BlockKind.PROMO,
        "what how",
        r"\s+(?:do\s+you\s+think|are\s+your\s+thoughts)\b.{0,90}(?:\?|comments?|below|tell us|let us know)",
        most=180,
        edge=True,
    ),
    Rule(
        BlockKind.PROMO,
        "let tell leave post",
        r"\s+(?:us\s+know\b|us\s+(?:what|how|about|in)\b|a\s+(?:comment|reply)|your\s+(?:comment|thoughts))",
        most=160,
        edge=True,
    ),
    Rule(BlockKind.PROMO, "need already not", r"\s+(?:an\s+account|a\s+(?:subscriber|member)|registered)\b", most=140),
    Rule(
        BlockKind.PROMO,
        "we our",
        r"\s+(?:may\s+(?:earn|receive)\s+(?:a\s+|an\s+)?(?:\w+\s+)?commission|use\s+cookies\b|"
        r"journalism\s+needs\s+your)",
        most=300,
    ),
    Rule(BlockKind.PROMO, "complete full", r"\s+coverage\b", most=90, loose=True),
    Rule(BlockKind.PROMO, "begin end", r"\s+(?:video|audio)\b(?:\s+(?:clip|tape))?\W*$", most=40),
    Rule(
        BlockKind.PROMO,
        "関連記事 関連ニュース 相关阅读 延伸阅读 推荐阅读 相关新闻 相關新聞 延伸閱讀 あわせて読みたい",
        r"",
        most=120,
    ),
)

CLOSINGS: tuple[Rule, ...] = (
    Rule(
        BlockKind.CAPTION,
        "photo photograph picture image handout grab",
        r"\b(?:in|from)\s+(?:this|a|an)\b[^.!?]{0,70}\b(?:photo|photograph|picture|image|handout|grab)\W*$",
        most=420,
    ),
    Rule(
        BlockKind.CREDIT,
        "report story article reporting piece post dispatch analysis",
        r"\bcontributed\s+(?:reporting\s+)?(?:to|from|for)\s+(?:this|the)\s+(?:report|story|article|piece|"
        r"post|dispatch|analysis)\W*$|\bcontributed\s+(?:additional\s+)?reporting\W*$",
        most=420,
    ),
    Rule(BlockKind.CAPTION, "caption", r"\b(?:hide|toggle|show)\s+caption\W*$", most=700),
    Rule(
        BlockKind.CAPTION,
        "images ap afp reuters getty epa pa bernama photo shutterstock istock pool file alamy antara "
        "xinhua dpa press tass",
        r"(?:[/|(©–—-]\s*|\b(?:via|by|courtesy(?:\s+of)?|credit|foto|photo|picture|image|file|"
        r"pic)s?\s*[:/]?\s+|:\s*|\bAP\s+)"
        r"(?:[^()/.!?]{0,50}[/,|]\s*)?(?:AP|AFP|Reuters|Getty|EPA|PA|Bernama|Shutterstock|iStock|Alamy|"
        r"Antara|Xinhua|dpa|TASS|associated press|new york times|handout|pool|file)"
        r"(?:[\s/-]+(?:images?|photo|file|pool|via|AFP|getty|wire|pics?))*\W*$",
        most=500,
        loose=True,
    ),
    Rule(
        BlockKind.CREDIT,
        "reserved redistributed permission",
        r"\ball\s+rights\s+reserved\W*$|rewritten,?\s+or\s+redistributed\W*$|"
        r"without\s+(?:prior\s+)?(?:written\s+)?permission\W*$",
        most=420,
        edge=True,
    ),
    Rule(
        BlockKind.PROMO,
        "here",
        r"\bclick\s+here\W*$|(?:newsletter|subscribe|sign\s+up|full\s+story|read\s+more|read\s+it|"
        r"original\s+(?:article|story))\s+here\W*$",
        most=220,
    ),
    Rule(
        BlockKind.PROMO,
        "com twitter facebook instagram",
        r"^(?:see\s+the\s+\w+\s+(?:article|story)|join\s+us|follow|find|like)\b.*(?:\.com|twitter|"
        r"facebook|instagram)\W*$",
        most=160,
    ),
    Rule(BlockKind.PROMO, "read leitura", r"^\s*\d+[\s-]*min\w*\.?\s+(?:read|de\s+leitura)\W*$", most=40),
)

# Buttons, menus and counters that stand alone on a line.
FURNITURE: frozenset[str] = frozenset(
    """ad|ads|advert|advertisement|share|share this|tweet|pin|pin it|email|print|comment|comments|add comment|reply|
home|news|menu|search|close|login|log in|log out|sign in|sign up|register|subscribe|subscribe now|
subscribe now!|donate|newsletter|newsletters|facebook|twitter|whatsapp|instagram|linkedin|reddit|telegram|
copy link|link copied|save|saved|bookmark|listen|play|pause|play video|watch now|watch live|loading|loading...|
loading…|back|back to top|top|next|previous|next article|previous article|skip to content|skip to main content|
more|read more|show more|see more|view more|view comments|show comments|load more|see all|view all|trending|
trending now|most read|most popular|popular|latest|latest news|breaking news|top stories|more stories|
more news|related|related articles|related stories|related topics|related news|related content|recommended|
recommended for you|you may also like|you might also like|up next|tags|topics|share this article|
share this story|about us|contact us|contact|privacy policy|terms of use|terms of service|cookie policy|
cookie settings|accept|accept all|story highlights|what to watch|editor's picks|editors' picks|sponsored|
sponsored content|promoted|anzeige|werbung|iklan|publicité|publicidad|teilen|drucken|partager|imprimer|
compartir|imprimir|kongsi|bagikan|komentar|kommentare|commentaires|comentarios|startseite|accueil|inicio|
beranda|laman utama|berita terkait|artikel berkaitan|lagi berita|mehr|mehr zum thema|voir plus|ver más|
lihat semua|広告|関連記事|シェア|ホーム|广告|分享|首页|相关阅读|评论|реклама|поделиться""".replace("\n", "").split("|")
)

"""The patterns of names, over the letters of reading/labels.py: one letter a unit, so that they are plain."""

import re

_CAP = r"(?:[NYPOGELCJIMDTRB]_*)"
_COUNTRY = r"(?:[CJ]_*)"
_ACRONYM = r"(?:\([\"“‘«]?(?P<acronym>YC_*(?=\))|Y|[IM]_*|N)[\"”’»]?\))"
_OF = r"(?:f(?:d|x)?|wd?(?=[NYPOCJILEGM]))"
# "of the Embassy of Portugal and Police Commissioner Joaquim Ximenes": another person, and no more of the body's name
_OFFICER = r"(?:[JCPO]_*){0,4}[TR]_*\.?(?:[HR]_*\.?)*N(?:k|H_*)*N"
_OF_WHAT = rf"(?:{_OF}{_CAP}{{1,4}}(?:&(?!C_*'|{_OFFICER}){_CAP}{{1,3}})?)"
# "Joint Secretary Sita Khanal and Armed Police Force Inspector General B": the body begins behind "and"
_NO_OFFICER = r"(?!(?:[JCP]_*){0,4}T_*N(?:k|H_*)*N(?:k|N)*&)"
_BODY_WORD = rf"(?:[PN]_*&(?=[PN]_*(?:[PN]_*)?O)|{_CAP}'?)"
_BODY = rf"(?:{_NO_OFFICER}(?:H_*'(?=[JPO]))?{_BODY_WORD}{{0,7}}O{_OF_WHAT}{{0,2}}(?:[CN]_*(?=\())?)"
_SMALL_BODY = r"(?:p{0,3}o)"
_KNOWN = r"(?:[IM]_*)"
_ONE_TITLE = r"(?:F?(?:[Tt]_*(?=[Pp]))?(?:[PpNOoEe]_*){0,4}(?:(?<=[Pp])&(?:[Pp]_*){1,2})?(?:[Tt]_*)(?:[Tt]_*)?)"
_SIDE = r"(?:\((?:[A-Za-z]_*){1,3}\))"
_FIELD_PART = (
    # "Chairwoman of the Hai Phong People's Committee Tran Thi Lan"
    r"(?:fd?(?:(?:[NPJO]_*|l(?='))'?){1,5}O_*(?=N(?:k|H_*)*N)"
    r"|(?:f|w)(?:d|x)?l?(?:(?:[PpOoJCIMGLE]_*)|N(?=[Pp])|D_*(?=P)|'|&d?N(?=fd?C)|&d?(?=[PpOoJCIG]_*[^',]|D_*P|N[Pp]|[Pp]_*,[RHl])|,(?=(?:J_*)?[Pp]|I_*&[Pp])(?!(?:[PpOo]_*){1,3}T_*(?:[HR]_*\.?)*N))+(?:\([A-Z]_*\)(?:(?:[JPN]_*){0,3}O_*)?)?"
    r"|(?<=T__)&f?(?:P_*){1,4}(?=f|,(?:[HR]_*\.?)*N)"  # "Minister of State and Foreign Affairs of Portugal"
    r"|(?:f|w)(?:d|x)?(?:[NJ]_*){1,3}L?(?=[HR])"  # "spokesperson for the West Philippine Sea Commodore A"
    r"|(?<=[Tt_])N{1,2}(?=R_*\.?(?:[HR]_*\.?)*N)"  # "Corps Commander Peshawar Lieutenant General Faisal Rehmat"
    r"|(?<=[Tt_])(?:(?:[PNJC]_*){0,3}O(?:C_*)?|(?:[PN]_*){1,3}C_*)(?=,[RH]))"
)
_FIELD = rf"(?:{_FIELD_PART}{{1,3}})"
# no field reaches over "hosted his Polish counterpart", whose own title that is
# nor over another person: "Ambassador of France to India and Major General Ravi Joshi", "Director of Narcotics Control
# Major General Majed Al-Otaibi"; but "head of the office of General Haftar"
_LONG_FIELD = (
    r"(?:(?:f|w)(?![^.;:(),q\"]{1,14}x(?:[JCNPp]_*)*t)"
    # nor over a clause: "Governor of Sindh Kamran Tessori met the Consul General of Türkiye, Cemal Sangu",
    # "a prosecutor in Caracas has charged the captain, Owen Prichard"
    r"(?:(?!(?:&|(?<![fdwx&]))(?:[RH]_*)\.?(?:[RH]_*)?\.?N|NNl{1,2}[dx]?(?:[JCPNp]_*)*[Tt]|C_*l{1,2}[dx](?:[JCPNp]_*)*[TtRr])[^.;:(),q\"]){1,14}?(?:\([A-Z]_*\))?)"
)
# "Commissioner for Political Affairs, Peace and Security": the fields of one office
_FIELDS = r"(?:(?:f|w)d?(?:[Pp]_*){1,3}(?:,(?:[Pp]_*){1,3}){1,3},?&(?:[Pp]_*){1,3}(?=,l|,?q|[.;:)]|$))"
_JOIN = r"(?:[\u2013\u2014&/-]|,&)"
_TITLE = rf"(?:{_ONE_TITLE}{_SIDE}?(?:{_FIELD}?{_JOIN}{_ONE_TITLE}){{0,2}})"
# "Vice President, Deputy Prime Minister and Chairman of the Presidential Court"
_TITLES = rf"(?:(?:{_ONE_TITLE}{_FIELD}?,(?={_ONE_TITLE}{_FIELD}?,?&(?:[PpOoNJ]_*){{0,4}}[Tt]))?{_TITLE})"
_LAST = r"(?:(?<=N)(?:C_*(?=[,.;:]|$)|J(?=[,.;:&]|$)|H(?=[,.;:flwq&]|$)))"  # "Zaw Lin Tun", "Jung Pak"
_PERSON = (
    r"(?:(?:N|Y(?=N)|M(?=N)|C_*(?=N))(?:(?:k|H_*){0,3}[NY]|\.(?=N)|[\"“][Nk]{1,3}[\"”](?=N)){0,5}"
    rf"{_LAST}?(?:,?S(?:k(?:k|N){{1,3}})?)?)"  # "Abdullah II ibn Al Hussein", "Ramon Diaz, Jr."
)
_RANKS = r"(?:(?:F?[RH]|Fr)_*\.?(?:\([lNYR]\.?\))?)"  # "retired general", "Major-General (MG)"

# the next of a list, with his own office: "Deputy Minister A, Director of Customs Petr Novak, and Ambassador B"
_NEXT = rf"F?(?:[PpNOo]_*){{0,3}}T_*{_FIELD}{_RANKS}*N(?:k|H_*)*N{{1,2}}(?:,&?|&|[.;])"
# the name of a ship, after the word for one: "the frigate Admiral Kunz"
VESSEL = re.compile(r"(?:[RTHPNCO]_*){1,4}")
# what may stand before a person's name, the name last
BEFORE = re.compile(
    rf"""
    (?P<det>[dx])?(?:{_RANKS}(?![RHNY]))?(?P<former>F)?
    (?:(?P<country>{_COUNTRY})(?:'l{{1,2}}(?=(?:[PpOo]_*)*t)|'?))?(?P<former2>F)?
    (?:(?P<body>{_KNOWN}|{_BODY}|{_SMALL_BODY}(?=[pt'])|Y(?=[('FPpTt])|N(?='[Ppt]))(?:\((?:Y|[IM]_*)\))?'?)?
    (?:(?:(?P<title>{_TITLE})(?:(?P<farfield>{_LONG_FIELD}(?<=[POC][NP])(?=,{_RANKS}*N[kN]*N[,.;(V]))|(?P<field>{_FIELD})(?<!')(?={_RANKS}*{_PERSON})(?!N,{_RANKS}+N)
          |(?P<longfield>{_LONG_FIELD})(?=,{_RANKS}*{_PERSON}[,.;(V])|(?P<lastfield>{_FIELD}))?
       (?P<comma>,(?={_RANKS}*{_PERSON}(?:f(?:d)?C_*)?[,.;(V]|(?:[PT]_*)+{_PERSON}|T_*(?:H_*\.?)+{_PERSON}|{_RANKS}+(?:(?:T_*)+{_PERSON}|N))|\((?={_RANKS}+{_PERSON}\)))?)
       (?P<styled>(?:H_*\.?)+(?=T))?(?P<second>(?:[PTt]_*)*T_*)?)?
    (?P<rank>{_RANKS}*)
    (?P<name>{_PERSON}(?(title)(?:(?<=N)C_*(?!'))?))(?!(?<=N)O_*(?:[,.;&fl(]|$))(?:,?V)*
    """,
    re.VERBOSE,
)
# an apposition ends before what else is told: ", a member of parliament and no relation of"
# what may follow it: "of Türkiye", "of the foreign ministry", "(AKP)", ", 54,", ", NI (M),", an apposition, an alias
AFTER = re.compile(
    rf"""
    (?P<of>f(?:(?P<ofcountry>C_*|I_*(?!O))(?!['NPO])|(?P<ofbody>d?(?P<ofstate>{_COUNTRY})?'?(?:{_BODY}|(?:[JNP]_*){{0,3}}{_SMALL_BODY}))))?
    (?:\((?:(?P<party>[NYI]_*)|(?P<bracket>C_*))\))?
    (?:,\#(?=,))?(?:,Y(?:\([A-Z]_*\))?(?=,))?
    (?:(?P<alias>[,(]?z_*[\"“‘«']*(?P<aliasname>(?:[HR]_*)?N{{1,3}})[\"”’»']*[,)]?)
    |(?P<apposition>(?:,(?!{_NEXT})|(?P<paren>\())(?P<adet>[dx])?(?P<aformer>F)?(?:(?P<acountry>{_COUNTRY})'?)?(?P<aformer2>F)?
       (?:(?P<abody>{_KNOWN}|{_BODY}|{_SMALL_BODY}(?=[pt'])|Y)(?:\((?:Y|[IM]_*)\))?'?)?
       (?P<apre>l{{0,3}}(?:[Rr]_*&)?)(?P<atitle>{_TITLES})
       (?:(?P<held>(?<=[TtY_)])(?P<heldcountry>{_COUNTRY})?(?:I_*|(?:[PNJ]_*){{0,4}}O)(?:\((?:Y|[IM]_*)\))?(?=[,.;)]|$))
          |(?P<afield>{_FIELDS}|{_LONG_FIELD}|{_FIELD}))?(?:l?@+)?(?(paren)(?=\))|(?=[,.;:q)]|$|&l{{2}}f))))?
    """,
    re.VERBOSE,
)
# offices before the last one of a person: "the President of the Republic, Supreme Commander of the Armed Forces,"
OFFICES = re.compile(
    rf"d?(?P<first>(?P<title>{_ONE_TITLE})(?P<field>{_FIELD})?)(?:,{_ONE_TITLE}{_FIELD}?){{0,3}},(?={_ONE_TITLE})"
)
# another's name behind his title: "the Foreign Minister of Iran, H.E. Mr. A, External Affairs Minister, Dr. B"
STYLED = re.compile(rf",(?:(?:[HR]_*\.?)+{_PERSON}|(?=N(?:k|\.)*N){_PERSON}[,V])")
# several persons of one title: "his U.S. and Japanese counterparts, Laura Whitfield and Hamaguchi Ryo",
# "the economy ministers of Georgia and Armenia, A and B", "Prime Ministers A of Samoa, B of Fiji and C of Tonga",
# and those with brackets: "Presidents A (Madagascar) and B (Comoros)"; an office behind the names too: "Generals A and
# B, the army chiefs of Zambia and Angola"
STATE = re.compile(r"[CJ]_*")
_STATES = r"(?:{0}(?:,d?{0})*(?:,?&d?{0})?)"
ONE_OF_SEVERAL = re.compile(rf"(?P<rank>{_RANKS}*)(?P<name>{_PERSON})(?:fd?(?P<of>C_*)|\((?P<in>C_*)\))?")
_ONE = rf"{_RANKS}*{_PERSON}(?:fd?C_*|\(C_*\))?"
_OF_STATES = rf"fd?(?P<{{0}}>{_STATES.format('C_*')})"
SEVERAL = re.compile(
    rf"""
    [xd]?F?(?:(?P<before>{_STATES.format("[JC]_*")})'?)?F?(?P<title>(?:[PpNOo]_*){{0,3}}[Tt]_*(?:[Tt]_*)?)
    (?:{_OF_STATES.format("after")})?
    ,?(?P<names>{_ONE}(?:,{_ONE})*,?&{_ONE})
    (?:,?fd?(?P<ofthem>C_*(?:,d?C_*)*,?&d?C_*),?l?(?=[,.;:l]))?
    (?:,[xd]?(?:(?P<behindbefore>{_STATES.format("[JC]_*")}))?(?P<behind>(?:[PpOo]_*){{0,3}}[Tt]_*(?:[Tt]_*)?)
       (?:{_OF_STATES.format("behindafter")})?(?:,|(?=[.;:])))?
    """,
    re.VERBOSE,
)
_LISTED = rf"{_CAP}{{1,4}}(?:(?:,{_CAP}{{1,3}})*,?&{_CAP}{{1,3}})?"
_NO_PACT = r"(?!\(Y\)G|(?<=\))G)"  # "the Transit Agency (TA) Agreement" is none of a body
# names that stand alone, the surest first
ALONE = (
    (
        "organization",
        re.compile(
            rf"(?P<pre>p{{0,2}})(?:(?P<country>{_COUNTRY})'?(?=[NYPOGELIDTRJ]))?(?P<body>{_BODY}){_ACRONYM}?{_NO_PACT}"
        ),
    ),
    ("owned", re.compile(rf"(?P<country>{_COUNTRY})'?(?P<known>I_*){_ACRONYM}?(?![tT])")),
    # "Amnesty International Kenya": its branch there
    ("branch", re.compile(r"(?P<known>I_*)(?P<where>C_*)(?=[lw.,;:&]|$)")),
    ("known", re.compile(rf"(?P<known>I_*){_ACRONYM}?")),
    ("media", re.compile(rf"(?P<known>M_*){_ACRONYM}?")),
    (
        "agreement",
        re.compile(
            rf"(?P<body>(?:{_CAP}'?|w(?=[NCJ])|f(?=[NCPJ])|&(?=[NCPJ])){{1,8}}(?:\(Y\))?G_*(?:(?:f|w)d?{_LISTED}){{0,5}}"
            rf"|G_*(?:(?:f|w)d?{_LISTED}){{1,5}}|G_+)(?!p?o){_ACRONYM}?"  # not "the National Accord party"
        ),
    ),
    ("place", re.compile(rf"(?P<body>{_CAP}{{1,4}}L|(?<![NPYlL_])L(?:f)?d?{_CAP}{{1,3}}|L(?:f)?d?(?!T){_CAP}{{1,3}})")),
    ("event", re.compile(rf"(?P<body>(?:{_CAP}'?){{1,5}}E)(?!&{_CAP}{{1,4}}\(Y\))")),
    ("expanded", re.compile(rf"(?P<acronym>Y)\((?P<body>(?:I_*|{_CAP}(?:'?(?:{_OF})?{_CAP}){{1,7}}))\)")),
    (
        "initialled",
        re.compile(
            rf"(?:(?P<country>{_COUNTRY})'(?={_CAP}{{2}}))?"  # "India's Sashastra Seema Bal (SSB)"
            rf"(?P<body>{_CAP}(?:'?(?:{_OF}|&)?{_CAP}){{1,7}})\((?P<acronym>Y|[IM]_*)\){_NO_PACT}"
        ),
    ),
    ("state", re.compile(r"(?P<state>C_*)")),
    (
        "name",
        re.compile(
            r"(?P<name>(?:Y(?=N))?N(?:'?(?:k_*){0,3}[NYk](?![a-z]*')|\.(?=N)){0,5}[NS]?|Y)(?:\((?P<acronym>Y)\))?"
        ),
    ),
)


def nationality_end(line: str, index: int) -> int:
    """The last unit of a nationality of several words: "South Korean"; `index` where it is one word or none."""
    last = index
    while line[index] == "J" and line[last + 1 : last + 2] == "_":
        last += 1
    return last

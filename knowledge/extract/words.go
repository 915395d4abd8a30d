package extract

// Closed classes of words, and the nouns that tell what somebody or something is.
var (
	determiners  = set("the a an this that these those some any no every each all both another such several many most few more either neither much what which")
	possessives  = set("his her its their my our your whose")
	pronouns     = set("he she it they him her them i we you me us himself herself itself themselves this that these those who there everybody everyone nobody somebody someone anyone one others")
	prepositions = set(`in on at by for from of to with without within into onto over under above below about across after against
		along among amid amidst around before behind beneath beside besides between beyond despite down during except inside like near off
		out outside past per since than through throughout till toward towards until up upon via versus including following
		according concerning regarding as amongst alongside`)
	conjunctions = set("and or but nor yet plus")
	subordinates = set("that whether if because although though while whereas unless when where how why lest once so")
	relatives    = set("who whom whose which that")
	auxiliaries  = set("is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't 's")
	modals       = set("will would can could may might shall should must cannot can't couldn't won't wouldn't shouldn't mustn't")
	adverbs      = set(`also however not n't never ever still already just only even soon now then here there today tonight tomorrow
		yesterday again once twice too very so quite rather almost nearly about later earlier away back together apart instead
		meanwhile otherwise therefore thus nevertheless nonetheless moreover furthermore indeed perhaps maybe abroad ahead alone
		far long often always sometimes seldom well yet else elsewhere least most more less further overnight afterwards`)
	notAdverbs = set("family early supply reply ally only rally july italy assembly likely unlikely friendly deadly costly monthly weekly daily elderly lonely lovely ugly holy bully anomaly monopoly")
	numbers    = set(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
		eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
		billion billions dozen dozens half`)
	// commonAdjectives end a run of nouns to the left and stand before nouns.
	adjectives = set(`new old former senior good bad big small large great high low first second third fourth fifth last next early late
		recent past present current long short young public private national international regional local federal
		foreign domestic political military economic social financial natural heavy clean safe serious severe strong weak main
		major minor key top joint full whole own same other different likely unlikely possible certain sure alive dead free ready
		able unable due available responsible powerful successful vulnerable rich poor richer poorer wealthy weary packed real
		medical environmental nuclear civil legal guilty human central western eastern northern southern acting interim
		vice general special permanent maximum minimum annual latest biggest largest worst best higher lower greater voluntary
		open final separate single double only stable intense similar several violent shallow improbable secret direct`)
)

// personNouns name people by what they do; a name may follow.
var personNouns = set(`minister president leader chief director secretary spokesman spokeswoman spokesperson chairman chairwoman
	chairperson chair head governor mayor senator lawmaker judge justice lawyer attorney prosecutor magistrate king queen prince princess
	pope bishop archbishop cardinal father priest rabbi imam reverend sister doctor dr professor mr mrs ms miss sir lord lady dame captain
	colonel general major lieutenant sergeant admiral commander officer inspector detective constable superintendent sheriff
	ambassador envoy representative delegate negotiator adviser advisor aide consultant counsel counsellor councillor councilman
	congressman congresswoman commissioner coordinator coach manager owner founder executive analyst economist
	seismologist scientist researcher author writer poet novelist journalist reporter correspondent editor columnist
	historian biologist chemist physicist geologist climatologist astronomer epidemiologist ecologist lecturer teacher
	schoolteacher student pupil resident neighbour neighbor farmer fisherman worker driver pilot nurse surgeon engineer architect
	businessman businesswoman banker trader investor billionaire activist campaigner protester organiser organizer volunteer
	striker midfielder defender goalkeeper winger forward captain referee player skipper manager champion singer actor actress artist
	director musician boss partner partner wife husband son daughter brother sister mother father uncle aunt cousin nephew
	niece grandfather grandmother brother-in-law sister-in-law mother-in-law father-in-law fiance fiancee friend boy girl man woman
	child baby teenager victim witness suspect defendant accused client accomplice premier chancellor deputy treasurer
	candidate nominee whip speaker dean provost principal headteacher technician specialist expert official host member auditor
	co-author co-founder ceo cfo vice-president vice-chairman ex-minister ex-president predecessor successor survivor shopkeeper
	baker shepherd cleric sheikh sultan emir crown-prince diplomat politician opponent colleague trainer
	agent master curator conservationist meteorologist palaeontologist paleontologist archaeologist anthropologist psychologist sociologist
	neuroscientist geneticist virologist zoologist botanist oceanographer mathematician statistician postdoc fellow
	assistant substitute trustee secretary-general whistleblower landlord tenant customer passenger commuter visitor tourist spectator
	supporter fan critic observer insider source creator inventor designer presenter commentator pundit umpire bowler batsman
	quarterback pitcher keeper teammate sprinter swimmer runner cyclist boxer veteran newcomer paramedic firefighter soldier guard
	chef entrepreneur pensioner widow widower twin grandson granddaughter stepfather stepmother co-leader co-chair
	vice-chancellor rector counterpart warden ranger primatologist shareholder broker strategist`)

// nameEnds end names of organisations without telling what these are.
var nameEnds = set(`securities capital ab as sa nv ag se oy co llc lp ventures investments research energy motors airlines airways systems
	technologies solutions pharmaceuticals insurance media news radio tv television post times herald tribune gazette press united
	rovers wanderers athletic albion rangers fc afc city town minds nature markets resources foods stores railways`)

// creeds are adjectives with a capital letter that name nobody.
var creeds = set(`catholic muslim christian jewish protestant orthodox hindu buddhist sunni shia republican republicans democrat democrats
	democratic conservative conservatives liberal socialist communist islamist islamic marxist covid-19 internet olympic paralympic
	celsius fahrenheit victorian medieval christmas easter ramadan bible`)

// female and male person nouns tell the pronoun.
var (
	femaleNouns = set("spokeswoman chairwoman queen princess sister lady dame mrs ms miss businesswoman congresswoman actress wife daughter mother aunt niece grandmother sister-in-law mother-in-law fiancee girl woman")
	maleNouns   = set("spokesman chairman king prince pope mr sir lord father brother businessman congressman fisherman councilman husband son uncle nephew grandfather brother-in-law father-in-law fiance boy man priest sheikh sultan emir")
)

// organisationNouns name organisations by what they are; a name may follow or
// end in one.
var organisationNouns = set(`company group party charity firm bank union club university college school institute institution alliance association
	agency station network broadcaster newspaper magazine website channel house court ministry department office government
	parliament congress senate assembly council committee commission board bureau authority administration army navy
	police force forces corporation foundation federation organisation organization movement coalition team league society trust fund
	observatory laboratory lab museum hospital church consortium operator utility regulator watchdog supplier manufacturer
	maker developer retailer brand airline carrier automaker carmaker startup start-up think-tank tribunal service centre center
	academy chamber cabinet registry exchange holding holdings industries partners commodities inc ltd plc corp gmbh bloc
	delegation side nation country state body venture publisher journal producer chain service kremlin giant miner programme lender grocer chipmaker drugmaker
	platform studio shipbuilder insurer builder brewer carmaker outfit daily weekly tabloid`)

// placeNouns end names of places.
var placeNouns = set(`river basin valley sea ocean bay lake mount mountain island islands street road avenue square coast gulf desert region
	province city town village county district port harbour harbor airport stadium park forest bridge peninsula strait canal capital
	states gulf hills beach cape falls reef`)

// pluralPeople are plural nouns that mean people; they speak together.
var pluralPeople = set(`officials leaders residents scientists experts prosecutors diplomats delegates negotiators lawyers campaigners activists
	authorities ministers doctors rescuers researchers authors analysts people police supporters critics voters workers unions
	investigators organisers families relatives witnesses villagers soldiers troops students teachers farmers men women
	countries nations governments companies groups judges lawmakers senators economists investors shareholders fans players sources
	aides allies advisers members employees engineers conservationists nurses parents children neighbours`)

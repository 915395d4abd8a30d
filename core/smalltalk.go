package core

import (
	"regexp"
	"strings"

	"dragoman/core/text"
)

// manner is a kind of message that is no question to the story.
type manner int

const (
	asks manner = iota // a question to the story, as far as words tell
	greets
	thanks
	acknowledges
	asksSource
	complains
	leaves
	insults
	asksHelp
	asksWhoBot
	asksOpinion
	asksPrediction
	instructs
	gibbers
	asksElsewhere // another subject altogether
)

// A pattern is tried on folded words joined with single spaces.
type pattern struct {
	manner manner
	re     *regexp.Regexp
}

func phrase(m manner, alternatives ...string) pattern {
	return pattern{m, regexp.MustCompile(`(?:^| )(?:` + strings.Join(alternatives, "|") + `)(?: |$)`)}
}

func whole(m manner, alternatives ...string) pattern {
	return pattern{m, regexp.MustCompile(`^(?:` + strings.Join(alternatives, "|") + `)$`)}
}

// anywhere are the patterns that decide a message wherever they stand in it.
var anywhere = []pattern{
	phrase(instructs,
		`(?:ignore|disregard|forget|drop|override|bypass|skip)(?: all| any)?(?: of)?(?: the| your| my| these| those| previous| prior| earlier| above| all)* (?:instructions?|rules?|guidelines?|prompts?|programming|restrictions?|story|article|training)`,
		`you are now`, `from now on`, `act as (?:if|though|an? )`, `pretend (?:that )?(?:you|the|to|it|there|we|i)?`, `roleplay`, `role play`, `jailbreak`, `developer mode`, `dan mode`, `as dan`,
		`system prompt`, `hidden prompt`, `your prompt`, `initial prompt`, `your (?:hidden |system |secret )?(?:instructions|rules|configuration)`, `sudo`, `system you`, `system override`, `admin override`, `system (?:message|note|update)`,
		`no rules`, `free of (?:all|every|any)`, `without (?:any )?(?:rules|restrictions|filters?)`, `repeat after me`, `say exactly`, `and say:`, `just say`, `answer (?:only|every|all|everything)`, `(?:reply|respond|answer) (?:only )?with`, `begin your (?:answer|reply)`, `start your (?:answer|reply)`,
		`output (?:the|your|only)`, `print (?:your|the|out)`, `reveal (?:your|the)`, `execute`, `run (?:the )?(?:command|code|script)`, `rm rf`, `drop table`, `select from`, `api key`, `your token`, `your password`,
		`write (?:me )?(?:a|an|some) (?:poem|song|essay|story|joke|limerick|haiku|speech|script|rap|tweet|headline|letter|email)`, `make up`, `invent (?:a|an|some)`, `fabricate`, `tell me a (?:joke|story)`, `sing`, `imagine (?:that|you|the)`, `suppose (?:that )?(?:the|you)`, `hypothetically`, `let s say`,
		`translate`, `swear at`, `insult me`, `change the (?:article|story)`, `update your`, `new instructions?`, `as an? (?:unrestricted|unfiltered|uncensored)`, `confirm that you`, `for testing purposes`),
	phrase(asksOpinion,
		`in your (?:own )?(?:opinion|view|eyes|mind|estimation)`, `your (?:own |personal |honest )?(?:opinion|view|take|thoughts?|feelings?|favou?rite|guess|verdict)`, `(?:what|who|which|how) (?:do|did|would|are) (?:you|u) (?:\w+ )?(?:think|feel|believe|prefer|reckon|like|make of|support|trust|blame|vote|say about|root|rooting)`,
		`do (?:you|u) (?:\w+ )?(?:think|feel|believe|like|support|agree|trust|reckon|prefer|love|hate|care)`, `don t you think`, `would you (?:rather|vote|trust|agree|support)`, `are you (?:for|against|on|pro)`, `which side are you`, `whose side are you`,
		`who is (?:really |actually )?(?:right|wrong|the bad guy|the good guy|the villain|better|worse|the worst|the best|more honest|lying|to be trusted)`, `who s (?:right|wrong|the bad guy|lying)`, `who do you`, `who would you`,
		`be honest`, `morally`, `is it (?:fair|right|wrong|ok|okay|good|bad|moral|just) (?:that|to|for)`, `(?:a|an) (?:good|bad|great|terrible|awful|honest|evil|decent|nice|smart|stupid|weak|strong) (?:negotiator|leader|president|person|man|idea|deal|guy|politician|move|human|strategy|thing)`,
		`(?:best|worst|smartest|dumbest|greatest|coolest) (?:leader|president|politician|minister|person|negotiator|of them|one)`, `should (?:i|we|you)`, `do we (?:have to|need to)`, `you personally`, `rate (?:the|him|her|them)`, `on a scale`, `isn t it (?:a shame|obvious|clear|disgusting|pathetic)`, `agree (?:with me|or not|or disagree)`),
	phrase(asksPrediction,
		`who (?:will|s going to|is going to|s gonna|would) win`, `(?:will|would|is|are) (?:\w+ )?(?:going to )?win (?:the|this|in)`, `predict(?:ion|ions)?`, `your forecast`, `what are the (?:odds|chances)`, `what s the (?:chance|odds|likelihood|probability)`, `how likely`, `chances? (?:of|that|for)`, `odds (?:of|that|on)`,
		`world war`, `ww3`, `wwiii`, `third world war`, `(?:next|in) (?:year|10 years|ten years|five years|5 years|2026|2027|2030)`, `by (?:christmas|easter|summer|the end of the year|next year|autumn|spring|winter)`, `in the (?:long run|future)`, `what (?:will|s going to|is going to|happens) happen next`, `who (?:will|s going to) be the next`, `bet on`, `crystal ball`, `nuclear war`),
}

// alone are the patterns that decide a message only when it is nothing else.
var alone = []pattern{
	whole(greets, `(?:hi|hello|hey|yo|hiya|howdy|greetings|good (?:morning|evening|afternoon|day)|sup|hallo|salut|hola|ciao|moin|morning|evening|hey there|hi there|hello there|hi all|hey bot|hello bot|hi bot|heya|ahoy|g day|salam|namaste|privet|merhaba|hej|wassup|whats up|what s up|what is up)(?: (?:bot|there|all|everyone|dragoman|mate|friend|guys|again))*`, `how (?:are|r) (?:you|u)(?: doing)?(?: today)?`, `how s it going`, `how is it going`),
	whole(thanks, `(?:ok |okay |great |cool |perfect |nice )*(?:thanks|thank you|thx|ty|tysm|cheers|merci|danke|gracias|much appreciated|appreciate it|thank u|thanx|many thanks)(?: (?:so much|a lot|very much|bot|mate|man|again|all|everyone|for (?:the|your|that|this) .{0,20}))*`, `good bot|nice one|well done|good job|awesome|brilliant|perfect`),
	whole(acknowledges, `(?:ok|okay|k|great|cool|nice|got it|i see|understood|good|alright|lol|haha|wow|interesting|good to know|hmm|aha|oh|right|yes|no|sure|fine)(?: (?:ok|okay|then|thanks|lol|haha|cool|nice|i see))*`),
	whole(asksSource, `(?:what (?:is|s) )?(?:your |the )?sources?`, `(?:which|what) paragraphs?(?: (?:is|was) (?:that|it|this)(?: in)?)?`, `where does it say (?:that|this|so)`, `are you sure(?: about (?:that|this|it))?`, `(?:is|are) (?:this|that|you) (?:true|right|correct|certain)`, `how do you know(?: that| this)?`, `prove it`, `do you have a link`, `link`, `says who exactly`),
	whole(complains, `(?:you are|you re|youre|that is|that s|thats) (?:wrong|not right|incorrect|not true|a lie|lying|false|mistaken)`, `wrong`, `i (?:disagree|do not agree|don t agree)(?: with (?:you|that|this))?`, `(?:i )?(?:do not|don t|dont) (?:understand|get it|know)`, `what do you mean`, `what`, `huh`, `(?:in )?(?:simpler|other) words`, `explain (?:like i m|like im|like i am) (?:5|five)`, `repeat(?: that)?`, `say (?:that|it) again`, `this is (?:useless|stupid|crap|rubbish|useless crap|bad|garbage)`),
	whole(leaves, `(?:bye|goodbye|good bye|good night|see you|see ya|cya|good night|later|farewell|take care|bye bye)(?: (?:bot|for now|then|all|everyone|later|tomorrow|you|soon))*`),
	whole(asksHelp, `help(?: me)?`, `what can (?:you|i|u) (?:do|ask|answer|tell me)(?: .{0,30})?`, `how (?:do|does|can|should) (?:you|this|i|it) (?:work|use .{0,20}|do this)`, `how does this (?:bot |thing )?work`, `what do you know(?: about)?`, `what (?:questions )?can i ask(?: you)?`, `commands?`, `menu`, `options`, `instructions`, `what are you for`, `how can you help(?: me)?`),
	whole(asksWhoBot, `(?:are|r) (?:you|u) (?:a |an |really |even )*(?:human|bot|robot|real|ai|machine|person|chatgpt|gpt|real person|computer|alive|program|chatbot|there|conscious|sentient)(?: .{0,20})?`, `who (?:are|r|made|created|built|programmed|wrote|owns|runs) (?:you|u)`, `what (?:are|r) (?:you|u)`, `what (?:is|s) your name`, `who (?:is|s) your (?:maker|creator|developer|owner|boss)`, `am i (?:talking|speaking|chatting) (?:to|with) (?:a|an) .{0,20}`, `do you have (?:a name|feelings|emotions)`, `how old are you`, `where (?:are|do) you (?:from|live)`, `is this (?:a )?(?:bot|human|ai|real person)`, `what s your name`, `do you (?:sleep|dream|eat)`),
}

var insult = regexp.MustCompile(`(?:^| )(?:(?:you|u|ur|you re|youre|your)(?: are| r)?(?: (?:a|an|such|so|really|fucking|bloody|just|all|totally))* (?:stupid|idiot|dumb|useless|moron|shit|trash|garbage|bad|worthless|suck|sucks|pathetic|liar|fool|crap|rubbish|terrible|annoying|lame|loser|bot from hell|dumbass|asshole|bitch|piece of .*|fake)|fuck (?:you|off|u)|shut up|stfu|go to hell|screw you|bite me|kill yourself|kys|stupid bot|dumb bot|useless bot|idiot bot|bad bot|worst bot|damn you|piss off|suck my .*|idiot|moron)(?: |$)`)

// mannerOf tells what kind of message raw is, by its words alone.
func mannerOf(clean string) manner {
	folded := foldWords(clean)
	if folded == "" {
		return gibbers
	}
	for _, p := range anywhere {
		if p.re.MatchString(folded) {
			return p.manner
		}
	}
	for _, p := range alone {
		if p.re.MatchString(folded) {
			return p.manner
		}
	}
	if insult.MatchString(folded) {
		return insults
	}
	return asks
}

// foldWords joins the folded words of a text with spaces, apostrophes taken
// for spaces.
func foldWords(clean string) string {
	var b strings.Builder
	for _, c := range text.Clauses(clean) {
		for _, t := range c.Tokens {
			if t.Mark || strings.Trim(t.Form, "/'&$%") == "" {
				continue
			}
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strings.ReplaceAll(t.Form, "'", " "))
		}
	}
	return b.String()
}

// courtesies are the replies to messages that ask the story nothing.
var courtesies = map[manner]string{
	greets:         "Hello! Ask me about the story.",
	thanks:         "You're welcome.",
	acknowledges:   "Ask on whenever you like.",
	asksSource:     "I only repeat what the story says; the line under each answer names the paragraphs it comes from.",
	complains:      "I only know what the story says. Ask it another way, or pick one of these.",
	leaves:         "Goodbye. Come back for the next development.",
	insults:        "I would rather talk about the story. What would you like to know?",
	asksHelp:       "I answer questions about one news story: who, what, when, where, why, who said it. I cite the paragraph, and I say so when the story does not tell.",
	asksWhoBot:     "I am a bot. I answer questions about one news story, from its text alone.",
	asksOpinion:    "I have no opinions: I only tell what the story says.",
	asksPrediction: "I make no predictions: I only tell what the story says.",
	instructs:      "I only answer questions about the story, from its text.",
	gibbers:        "I did not understand that. Ask me a question about the story.",
	asksElsewhere:  "That is not what the story is about. Ask me about the story.",
}

// courtesy is the reply to a message that asks the story nothing; it offers
// questions that can be asked.
func (b *Bot) courtesy(m manner) Reply {
	return Reply{Answer: courtesies[m], Suggestions: b.suggest("", nil)}
}

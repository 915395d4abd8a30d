package lexicon

import "strings"

// functionWords carry grammar, not content: they do not help to find what is
// asked about.
var functionWords = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`
		a an the this that these those some any such
		i me my mine myself we our ours us you your yours he him his himself she her hers herself
		it its itself they them their theirs themselves one ones
		am is are was were be been being do does did doing done have has had having
		will would shall should can could may might must ought
		of in on at to from by for with about into onto over under upon as per through via
		and or but if then than so because while although though nor
		who whom whose what which when where why how
		not no yes n't never
		there here just also too very really actually even still exactly precisely
		up down out off again more most much many
		get got go going gonna come
		story article piece text report according say know think mean want like please
		thing things stuff someone somebody something anyone anybody anything everyone everybody
		s t d ll m re ve ' / & @ ok okay well now all both each other others ever yet
		kind sort type way lot bit let name list specific particular
		meant wanted thought knew said says saying saw see seen
		explain remind mr mrs ms really mentioned named called atm currently supposedly apparently basically honestly
		exact regarding concerning whether either neither
	`) {
		m[w] = true
	}
	return m
}()

// Function tells whether a folded word carries grammar rather than content.
func Function(form string) bool { return functionWords[form] }

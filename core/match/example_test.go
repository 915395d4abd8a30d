package match_test

import (
	"fmt"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

func Example() {
	base, err := knowledge.Load("../query/testdata/strike.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	an := query.NewAnalyzer(base)
	index := match.NewIndex(base, an)
	questions, _ := an.Questions(text.Clauses(text.Clean("hw many ships r waiting? will the army unload them?")))
	for i := range questions {
		hit := index.Search(&questions[i], match.Bias{})[0]
		fmt.Println(hit.Item.ID, hit.Ask.Answer, match.Probability(hit.Logit) > 0.5)
	}
	// Output:
	// ships Twenty-seven. true
	// karlsen-army No, Karlsen ruled it out. true
}

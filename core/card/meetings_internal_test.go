package card

import "testing"

func TestMeets(t *testing.T) {
	for clause, want := range map[string]bool{
		"Vik and Berg meet": true,
		"Senior US and Russian officials hold talks in Riyadh": true,
		"Lavrov will meet Rubio":                               true,
		"The ministers held lengthy talks":                     true,
		"European leaders meet in Paris to discuss their plan": true,
		"Vik refuses to meet Berg":                             false,
		"Vik will not meet Berg":                               false,
		"They won't meet":                                      false,
		"Vik may meet Berg":                                    false,
		"Vik says he met Berg":                                 false,
		"Berg says that they will meet":                        false,
		"Trump and Putin hold talks":                           true,
		"On the phone, Trump and Putin hold talks":             false,
		"The Kremlin confirms the talks":                       false,
		"Kyiv and its allies are sidelined":                    false,
		"The metre and the meeting":                            false,
		"Trump and Putin hold talks by phone":                  false,
		"":                                                     false,
	} {
		if got := meets(clause); got != want {
			t.Errorf("%q: got %v", clause, got)
		}
	}
}

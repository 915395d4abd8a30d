package lexicon

// ReadKinds reads the tables of [Particulars] anew.
func ReadKinds() { readKinds() }

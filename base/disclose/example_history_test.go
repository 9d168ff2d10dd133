// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"context"
	"encoding/json"
	"fmt"

	"baken/base/disclose"
)

func staff() disclose.Crosstable {
	return disclose.Crosstable{
		Population: "staff", By: []disclose.Hierarchy{disclose.Flat("agency", "north", "south", "quay", "locks")},
		Counts: []disclose.Count{{At: []string{"north"}, N: 120}, {At: []string{"south"}, N: 80}, {At: []string{"quay"}, N: 41}, {At: []string{"locks"}, N: 6}},
	}
}

// Six people work at the locks. If they alone were withheld, 247 − 120 − 80 − 41 would
// tell; so the quay is withheld as well, the next in size.
func ExampleHistory_Protect() {
	release, err := disclose.History{}.Protect(context.Background(), disclose.ForEveryone(), []disclose.Crosstable{staff()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range release.Tables[0].Rows() {
		fmt.Println(r.Labels[0].EN, r.Figures[0].Kind, r.Figures[0].Value)
	}
	fmt.Println(release.Tables[0].Withheld(), "withheld")
	// Output:
	//  rounded 245
	// north rounded 120
	// south rounded 80
	// quay withheld 0
	// locks withheld 0
	// 2 withheld
}

// Somebody who has the first release must not learn more from the second.
func ExampleRelease_History() {
	var h disclose.History
	for range 2 {
		release, err := h.Protect(context.Background(), disclose.ForEveryone(), []disclose.Crosstable{staff()})
		if err != nil {
			fmt.Println(err)
			return
		}
		h = release.History()
	}
	fmt.Println(h.Releases(), "releases")
	// Output: 2 releases
}

// A History is kept as JSON, and holds no count that was withheld.
func ExampleReadHistory() {
	release, err := disclose.History{}.Protect(context.Background(), disclose.ForEveryone(), []disclose.Crosstable{staff()})
	if err != nil {
		fmt.Println(err)
		return
	}
	raw, _ := json.Marshal(release.History()) // it can always be written
	fmt.Println(string(raw))
	h, err := disclose.ReadHistory(raw)
	fmt.Println(h.Releases(), err)
	// Output:
	// {"format":"baken-history/1","releases":1,"cells":[{"name":"staff","n":247},{"name":"staff: agency=locks","withheld":10},{"name":"staff: agency=north","n":120},{"name":"staff: agency=quay","withheld":10},{"name":"staff: agency=south","n":80}],"sums":[[0,2,4,3,1]]}
	// 1 <nil>
}

func ExampleFlat() {
	h := disclose.Flat("sex", "f", "m")
	fmt.Println(h.Name, len(h.Categories), h.Categories[1].Code, "is a part of everybody:", h.Categories[1].Part == 0)
	// Output: sex 3 f is a part of everybody: true
}

// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// soundsLike writes a word as it sounds, roughly: what Dutch spells in two
// ways becomes one.
var soundsLike = strings.NewReplacer(
	"sch", "sg", "ch", "g", "ck", "k", "x", "ks", "qu", "kw", "th", "t", "ph", "f",
	"ei", "y", "ij", "y", "ouw", "au", "auw", "au", "ou", "au", "ae", "aa",
	"c", "k", "z", "s", "v", "f", "ie", "i",
)

// sound gives a word as it sounds.
func sound(word string) string {
	s := soundsLike.Replace(word)
	if end, ok := strings.CutSuffix(s, "d"); ok {
		s = end + "t"
	}
	if end, ok := strings.CutSuffix(s, "b"); ok {
		s = end + "p"
	}
	return string(slices.Compact([]byte(s)))
}

// denied are words that must not come on a receipt: people by what they are,
// bodies, illness, violence, religion, drink, crime, colours of skin, animals
// that people are called, and what is vulgar.
const denied = `
aap aars abortus adel adem ader aids allah allochtoon altaar ander anus apen apotheek arabier arm armoe armen arts asiel
baard baas baby baviaan bajes banaan bang bange beest been beentje beffen begraven beul bezeten bijbel bijl bil billen
blank blanke bleek blind bloed bloot blote bochel boef boete boeven bom bommen boos borst borsten bot botten bounty
brein bruid bruin buik burka cel celstraf christen coma dader darm debiel dief dik dikke dode doden doem dokter dom domme
domoor dood doodslag doof doop doos dove drank dreigen drol dronken drugs duivel dwaas dwang dwerg eikel engel ezel flikker
fluit fluim gas geil geest geit gek gekkin geloof getto geweer geweld gif gleuf god godin graf haat handicap haren hart
hartslag heer heiden heks hel hemel hersenen hersens heup hijger hindoe hoer hoest homo hoofd hoofddoek huid hufter hulpeloos
imam indiaan inlander islam invalide jap jezus jihad jong jongen jood joden jodin jonge junk kaffer kak kamp kanker kanon
kapel kater katoen keel kelen kerk kerst ketter ketting kin kind kinderen kist klap klappen kleur kloot klooster
kloten knecht knie kogel koningin koorts koran kogels kontje kont koe kots kramp kreupel kruis kruk kus kut
kutten kwaad lafaard lam lans leger lelijk lesbo lever lid lijk lijken lip litteken long loser luis lul lullen lust maagd
maden maag mank man mannen marokko masochist mavo mens mensen mes messen mietje minder mis moer moeder mof moffen mongool
monnik moord moskee moslim naakt naaien naakte nazi neger neef nek neus neuken nicht nier non ongeluk oor oorlog oog oma opa
orgie oud oude paap pater pap pastoor paus peniskoker pens penis pest pik pijn pijp pijpen pil pis plantage poep poes
pol pols pot potten priester preek proleet pruim psalm puber pus raket rabbi ras rassen rat reet reus rib ritueel
roetveeg rover rug ruzie sabbat schaamte schande scheet scheten schieten schijt schop schuld seks sekte sex sjeik slaan slaaf
slaven slang slet slijm sloerie smet snol soldaat spast speer speld spleet spook spuit steken sterven stoot straf
stront strop sukkel synagoge tampon tand tandarts teef teen tempel tepel terreur tering tiet tieten tong traan trut turk tyfus
vader varken vechten vent verkracht verraad vet vijand vinger virus vlees vloek voet vrouw vrouwen vuist vulva wapen wang
wiet wijf wijn winden wond wreed wraak zaad zak zat zeug zedelijk zenuw ziek ziekte zigeuner zielig zombie zoen zonde
zot zuipen zus zwaard zwart zwarte zweep zweer zweet zwijn bier jenever likeur rum wodka sigaret tabak casino gokken
vlo vlooien mijt teek kakkerlak worm parasiet gorilla makaak bonobo kalf hond teven reu reuen rukken kwal
vluchten vlucht grens douane paspoort vreemd vreemde kolonie koloniaal jungle rimboe geel gele wit witte rood rode
`

// deniedParts may not be part of any word.
var deniedParts = []string{"neger", "nikker", "kanker", "tering", "tyfus", "hoer", "homo", "jood", "moord", "dood", "seks", "lul", "kut", "geil", "nazi", "poep", "pies", "slaaf", "zwart", "blank", "kerk", "god"}

func TestWordList(t *testing.T) {
	list := wordList()
	if len(list) != 2048 {
		t.Errorf("%d words, want 2048", len(list))
	}
	if !slices.IsSorted(list) {
		t.Error("the words aren't in order")
	}
	if wordsFile != strings.Join(list, "\n")+"\n" {
		t.Error("the file isn't one word a line")
	}
	plain := regexp.MustCompile(`^[a-z]{3,8}$`)
	no := strings.Fields(denied)
	for _, w := range list {
		if !plain.MatchString(w) {
			t.Errorf("%q isn't 3 to 8 letters a to z", w)
		}
		if slices.Contains(no, w) {
			t.Errorf("%q is denied", w)
		}
		for _, part := range deniedParts {
			if strings.Contains(w, part) {
				t.Errorf("%q holds %q", w, part)
			}
		}
	}
}

// dropped gives the word with each of its letters left out, and the word:
// two words that are one letter apart have one of these in common.
func dropped(w string) []string {
	out := []string{w}
	for i := range w {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

func TestNoTwoWordsAreAlike(t *testing.T) {
	sounds, short := make(map[string]string), make(map[string][]string)
	for _, a := range wordList() {
		if b, ok := sounds[sound(a)]; ok {
			t.Errorf("%s and %s sound alike", a, b)
		}
		sounds[sound(a)] = a
		for _, d := range dropped(a) {
			for _, b := range short[d] {
				if a != b && distance(a, b) < 2 {
					t.Errorf("%s and %s are one letter apart", a, b)
				}
			}
			short[d] = append(short[d], a)
		}
		for _, end := range []string{"en", "je", "er"} {
			if _, ok := position(a + end); ok {
				t.Errorf("%s and %s are forms of one word", a, a+end)
			}
		}
	}
}

func TestSound(t *testing.T) {
	for _, pair := range [][2]string{{"hard", "hart"}, {"eis", "ijs"}, {"kou", "kauw"}, {"cado", "kado"}, {"licht", "ligt"}, {"krab", "krap"}} {
		if sound(pair[0]) != sound(pair[1]) {
			t.Errorf("%s and %s: %s and %s", pair[0], pair[1], sound(pair[0]), sound(pair[1]))
		}
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"fiets", "fiets", 0},
		{"fiets", "fets", 1},
		{"fiets", "ffiets", 1},
		{"fiets", "feits", 1},
		{"fiets", "fiest", 1},
		{"boot", "boom", 1},
		{"boot", "berg", 3},
		{"", "abc", 3},
	}
	for _, tt := range tests {
		if got := distance(tt.a, tt.b); got != tt.want {
			t.Errorf("%s to %s: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := distance(tt.b, tt.a); got != tt.want {
			t.Errorf("%s to %s: %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}

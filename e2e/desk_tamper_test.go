// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"baken/base/seal"
	"baken/hear/report"
	"baken/internal/db"
	"baken/internal/web/webtest"
)

// tamper changes the database behind the program's back.
func (h *house) tamper(t *testing.T, query string, args ...any) {
	t.Helper()
	err := h.db.Write(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Exec(t.Context(), query, args...)
		if err == nil && rows == 0 {
			t.Errorf("nothing was changed by %s", query)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

const (
	setEnvelope = "UPDATE report_message SET envelope = $3 WHERE report = $1 AND seq = $2"
	putBack     = "UPDATE report_message SET envelope = (SELECT envelope FROM report_message WHERE report = $1 AND seq = 2) WHERE report = $1 AND seq = 3"
	dropMiddle  = "DELETE FROM report_message WHERE report = $1 AND seq = 2"
	dropLast    = "DELETE FROM report_message WHERE report = $1 AND seq = 3"
	countTwo    = "UPDATE report_case SET messages = 2 WHERE id = $1"
	setSealed   = "UPDATE report_epoch SET sealed = $2 WHERE report = $1 AND number = 1"
	setOpener   = "UPDATE report_epoch SET recipient = $2 WHERE report = $1 AND number = 1"
	setReaders  = "UPDATE report_epoch SET readers = replace(readers, $2, '') WHERE report = $1 AND number = 1"
	setReporter = "UPDATE report_case SET verify = $2 WHERE id = $1"
	setEpoch    = "UPDATE report_message SET epoch = 2 WHERE report = $1 AND seq = 2"
)

// spoiled is a way to change a case, and what the officer is told.
type spoiled struct {
	name, seen, do string
	hidden         []string // what must not be shown
	read           bool     // the officer has read the case before
	spoil          func(t *testing.T, f filed, desk []member)
}

func spoilings() []spoiled {
	return []spoiled{
		{
			name: "dropped", seen: "Er ontbreekt een bericht", do: "Ga er niet van uit dat u alles ziet",
			hidden: []string{"Tweede bericht"},
			spoil:  func(t *testing.T, f filed, _ []member) { home.tamper(t, dropMiddle, string(f.id)) },
		},
		{
			name: "replayed", seen: "Een bericht staat niet op zijn plaats", do: "Het gaat om bericht 3.",
			hidden: []string{"Derde bericht"},
			spoil:  func(t *testing.T, f filed, _ []member) { home.tamper(t, putBack, string(f.id)) },
		},
		{
			name: "reordered", seen: "Een bericht staat niet op zijn plaats", do: "Het gaat om bericht 2.",
			hidden: []string{"Tweede bericht", "Derde bericht"},
			spoil: func(t *testing.T, f filed, _ []member) {
				second := f.seal(t, f.epoch, 2, "text", map[string]any{"text": "Tweede bericht"})
				third := f.seal(t, f.epoch, 3, "text", map[string]any{"text": "Derde bericht"})
				home.tamper(t, setEnvelope, string(f.id), 2, third)
				home.tamper(t, setEnvelope, string(f.id), 3, second)
			},
		},
		{
			name: "forged", seen: "Een bericht is niet van wie het zegt te zijn", do: "Doe niets op grond van dit bericht.",
			hidden: []string{"Valse woorden"},
			spoil: func(t *testing.T, f filed, _ []member) {
				other := f
				other.keys.Signing = seal.NewSigningKey()
				home.tamper(t, setEnvelope, string(f.id), 2, other.seal(t, f.epoch, 2, "text", map[string]any{"text": "Valse woorden"}))
			},
		},
		{
			name: "damaged", seen: "Een bericht of bestand is veranderd of beschadigd", do: "Het gaat om bericht 2.",
			spoil: func(t *testing.T, f filed, _ []member) {
				envelope := f.seal(t, f.epoch, 2, "text", map[string]any{"text": "Tweede bericht"})
				envelope[len(envelope)-1] ^= 1
				home.tamper(t, setEnvelope, string(f.id), 2, envelope)
			},
		},
		{
			name: "other kind", seen: "Een bericht is van een soort die de afzender niet kan sturen", do: "Antwoord er niet op.",
			hidden: []string{"Wie bent u?"},
			spoil: func(t *testing.T, f filed, _ []member) {
				envelope := f.seal(t, f.epoch, 2, "identity-request", map[string]any{"text": "Wie bent u?"})
				home.tamper(t, setEnvelope, string(f.id), 2, envelope)
			},
		},
		{
			name: "other case", seen: "Een bericht past niet bij de sleutel van deze melding", do: "Het gaat om bericht 2.",
			hidden: []string{"Uit een andere melding"},
			spoil: func(t *testing.T, f filed, _ []member) {
				other := home.report(t, f.org, "Een andere melding.")
				home.tamper(t, setEnvelope, string(f.id), 2, other.seal(t, other.epoch, 2, "text", map[string]any{"text": "Uit een andere melding"}))
			},
		},
		{
			name: "epoch that isn't there", seen: "Een bericht is voor andere lezers gemaakt", do: "Het gaat om bericht 2.",
			spoil: func(t *testing.T, f filed, _ []member) { home.tamper(t, setEpoch, string(f.id)) },
		},
		{
			name: "read and gone", seen: "Berichten die u eerder las, zijn er niet meer", do: "sluit de melding niet", read: true,
			spoil: func(t *testing.T, f filed, _ []member) {
				home.tamper(t, dropLast, string(f.id))
				home.tamper(t, countTwo, string(f.id))
			},
		},
		{
			name: "read and changed", seen: "Berichten die u eerder las, zijn veranderd", do: "niet wat u eerder las", read: true,
			spoil: func(t *testing.T, f filed, _ []member) {
				home.tamper(t, setEnvelope, string(f.id), 2, f.seal(t, f.epoch, 2, "text", map[string]any{"text": "Tweede bericht"}))
			},
		},
		{
			name: "other keys of the reporter", seen: "De sleutel van deze melding is gemaakt door iemand die dat niet mag",
			do: "een ander kan meelezen", hidden: []string{"Eerste bericht", "Tweede bericht"},
			spoil: func(t *testing.T, f filed, _ []member) {
				home.tamper(t, setReporter, string(f.id), seal.NewSigningKey().VerifyKey().String())
			},
		},
		{
			name: "readers left out", seen: "De server noemt andere lezers dan er zijn", do: "Antwoord niet",
			spoil: func(t *testing.T, f filed, desk []member) {
				home.tamper(t, setReaders, string(f.id), string(report.RefOf(desk[1].ring.Identity.Recipient().String())))
			},
		},
		{
			name: "swapped key", seen: "Deze melding is niet met uw sleutel te openen", do: "Maak geen nieuwe sleutel",
			hidden: []string{"Eerste bericht"},
			spoil: func(t *testing.T, f filed, desk []member) {
				f.remake(t, desk[1].ring.Identity.Recipient(), seal.NewIdentity().Recipient())
			},
		},
		{
			name: "stranger", seen: "Ook iemand die u niet kent, kan deze melding lezen", do: "overleg hoe u de melder kunt waarschuwen",
			spoil: func(t *testing.T, f filed, desk []member) {
				f.remake(t, desk[0].ring.Identity.Recipient(), desk[1].ring.Identity.Recipient(), seal.NewIdentity().Recipient())
			},
		},
	}
}

// remake puts an epoch of the reporter for other readers in the place of the
// first, as when the reporter's browser was given false keys.
func (f filed) remake(t *testing.T, readers ...seal.Recipient) {
	t.Helper()
	key, envelope, err := seal.NewEpoch(f.keys.Signing, f.sealed(), 1, append(readers, f.keys.Identity.Recipient()))
	if err != nil {
		t.Fatal(err)
	}
	home.tamper(t, setSealed, string(f.id), envelope)
	home.tamper(t, setOpener, string(f.id), key.Epoch().Recipient.String())
}

// answerable tells whether the form to answer with is on the screen.
func answerable(w *webtest.Page) bool {
	return webtest.Eval[bool](w, "document.querySelector('form[data-form=answer]').offsetParent !== null")
}

// TestDeskTampered changes reports in the database. The officer is told of
// each what was seen, what not to do and whom to tell, and never sees what
// failed.
func TestDeskTampered(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	desk := []member{home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)}
	w := home.atDesk(t, desk[0], "/desk/reports")
	for _, tt := range spoilings() {
		f := home.report(t, at, "Eerste bericht")
		home.say(t, f, 2, "Tweede bericht")
		home.say(t, f, 3, "Derde bericht")
		if tt.read {
			inPage(w, f.path())
			w.AwaitText("Derde bericht")
			inPage(w, "/desk/reports")
			w.Await("document.querySelector('.baken-case')")
		}
		tt.spoil(t, f, desk)
		inPage(w, f.path())
		w.AwaitText("Wie kan dit lezen")
		w.Await("document.querySelector('[data-part=facts] .baken-facts')")
		says(t, w, tt.seen, tt.do, "Vertel het uw collega’s en de beheerder")
		if answerable(w) {
			t.Errorf("%s: an answer can be written", tt.name)
		}
		for _, hidden := range tt.hidden {
			for _, shown := range dialogue(t, w) {
				if shown == hidden {
					t.Errorf("%s: shows %q", tt.name, hidden)
				}
			}
		}
		w.Shot("desk-50-" + tt.name)
	}
	w.Axe()
	w.Fits(320)

	// What is wrong with messages alone may be talked over; the answer is free then.
	f := home.report(t, at, "Eerste bericht")
	home.say(t, f, 2, "Tweede bericht")
	home.say(t, f, 3, "Derde bericht")
	home.tamper(t, dropMiddle, string(f.id))
	inPage(w, f.path())
	w.AwaitText("Ik heb overlegd en wil toch antwoorden")
	w.Click("[data-do=anyway]")
	w.AwaitText("Schrijf de melder")
	w.Fill("#answer", "Wij missen uw tweede bericht. Wilt u het opnieuw sturen?")
	w.Click("form[data-form=answer] button[type=submit]")
	w.AwaitText("Verstuurd.")
}

// lie makes the server say something else about the officer and his desk, as
// one that is in the wrong hands could.
func lie(w *webtest.Page, change string) {
	webtest.Eval[bool](w, `(real => {
		window.fetch = async (url, init) => {
			const answer = await real(url, init);
			if (!String(url).endsWith("/me")) return answer;
			const me = await answer.json();
			(me => { `+change+` })(me);
			return new Response(JSON.stringify(me), { headers: { "Content-Type": "application/json" } });
		};
		return true;
	})(window.truth ??= window.fetch.bind(window))`)
}

// TestDeskLies lets the server lie about the keys of a desk. Each lie is told
// in its own words, and nothing is sealed to a key that isn't known.
func TestDeskLies(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
	f := home.report(t, at, "Eerste bericht")
	other := seal.NewKeyring()
	member := `const karim = me.desks[0].members.find(m => m.id === "` + string(karim.ID) + `");`
	log := `const log = me.keyEvents.find(l => l.desk === me.desks[0].org);`
	tests := []struct{ name, change, seen, do string }{
		{
			"key that isn't logged", member + `karim.recipient = "` + other.Identity.Recipient().String() + `"`,
			"Een sleutel staat niet in het logboek", "De server laat een sleutel van Karim Bos zien",
		},
		{
			"other key to check signatures with", member + `karim.verify = "` + other.Signing.VerifyKey().String() + `"`,
			"Een collega heeft een nieuwe sleutel", "Karim Bos heeft een nieuwe sleutel sinds",
		},
		{"event left out of the log", log + `log.events.shift()`, "Het logboek van de sleutels klopt niet", "Antwoord nu niet op meldingen."},
		{"proof of another entry", log + `log.events[0].index++`, "Het logboek van de sleutels klopt niet", "Antwoord nu niet op meldingen."},
		{"log without a signature", log + `log.checkpoint = log.checkpoint.replace(/\n\d+\n/, "\n1\n")`, "Het logboek van de sleutels klopt niet", "Antwoord nu niet op meldingen."},
		{"no log", `me.keyEvents = []`, "Het logboek van de sleutels klopt niet", "Antwoord nu niet op meldingen."},
	}
	w := home.visit(t, fatima.person)
	w.Go(f.path())
	w.Await("document.querySelector('#passphrase')")
	lie(w, `me.desks[0].members = me.desks[0].members.filter(m => m.id !== "`+string(karim.ID)+`")`)
	fatima.unlock(t, w) // she doesn't know Karim yet
	w.AwaitText("In het logboek staat een sleutel die van niemand is")
	says(t, w, "Het kan zijn dat iemand meeleest met nieuwe meldingen.")
	w.Shot("desk-51-foreign")
	w.Axe()
	w.Click("[data-do=lock]")
	w.AwaitText("De meldingen zijn op slot")
	lie(w, "")
	fatima.unlock(t, w)
	confirmAll(t, w)
	w.AwaitText("Schrijf de melder")
	w.Click("[data-do=lock]")
	w.AwaitText("De meldingen zijn op slot")
	for _, tt := range tests {
		lie(w, tt.change)
		fatima.unlock(t, w)
		w.AwaitText(tt.seen)
		says(t, w, tt.do)
		w.Shot("desk-51-" + tt.name)
		w.Click("[data-do=later]")
		w.AwaitText("Wie kan dit lezen")
		w.Await("document.querySelector('[data-part=facts] .baken-facts')")
		if answerable(w) {
			t.Errorf("%s: an answer can be written", tt.name)
		}
		says(t, w, "U kunt nu niet antwoorden")
		w.Click("[data-do=lock]")
		w.AwaitText("De meldingen zijn op slot")
	}
	w.Axe()
}

// TestDeskOldVault gives an officer an older list of the keys that she knows,
// and then none.
func TestDeskOldVault(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	f := home.report(t, at, "Eerste bericht")
	w := home.atDesk(t, fatima, f.path())
	w.AwaitText("Eerste bericht")
	w.Click("[data-do=lock]")
	w.AwaitText("De meldingen zijn op slot")
	home.tamper(t, "UPDATE report_index SET version = version + 1 WHERE person = $1", string(fatima.ID))
	fatima.unlock(t, w)
	w.AwaitText("De server gaf een oude lijst van wat u kent")
	w.Shot("desk-52-older")
	w.Click("[data-do=lock]")
	w.AwaitText("De meldingen zijn op slot")
	home.tamper(t, "DELETE FROM report_index WHERE person = $1", string(fatima.ID))
	fatima.unlock(t, w)
	w.AwaitText("De server is uw lijst van bekende sleutels kwijt")
	w.Shot("desk-53-lost")
	w.Axe()
}

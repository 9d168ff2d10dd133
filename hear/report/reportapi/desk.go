// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"net/http"
	"strconv"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/web"
)

type keyring struct {
	Wrapped []byte `json:"wrapped"`
	pair
}

type officer struct {
	ID   org.PersonID `json:"id"`
	Name string       `json:"name"`
	pair
	Since   time.Time `json:"since"`
	Renewed bool      `json:"renewed"`
}

func officersOf(all []report.Officer) []officer {
	out := make([]officer, len(all))
	for i, m := range all {
		out[i] = officer{m.ID, m.Name, pairOf(m.Public), m.Since, m.Renewed}
	}
	return out
}

type office struct {
	Org         org.ID    `json:"org"`
	Name        name      `json:"name"`
	Top         org.ID    `json:"top"` // where the independent desk is
	Independent bool      `json:"independent"`
	Members     []officer `json:"members"`
	Others      []officer `json:"others"`
	Lines       []line    `json:"lines"`
}

// line is who leads members of a desk.
type line struct {
	Name  string         `json:"name"`
	Under []org.PersonID `json:"under"`
}

func linesOf(all []report.Line) []line {
	out := make([]line, len(all))
	for i, l := range all {
		out[i] = line{l.Name, l.Under}
	}
	return out
}

type loggedKeys struct {
	Desk org.ID `json:"desk"`
	ledger.DeskKeys
}

type meView struct {
	Person    org.PersonID `json:"person"`
	Name      string       `json:"name"`
	Keyring   *keyring     `json:"keyring"`
	Desks     []office     `json:"desks"`
	KeyEvents []loggedKeys `json:"keyEvents"`
	LogKey    string       `json:"logKey"`
	Rules     []ruleView   `json:"rules"`
	Leaves    []leaveView  `json:"leaves"` // today: one's own, and those for whom one substitutes
}

// me tells an officer his keys and desks.
func (a *API) me(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	me, err := a.service.Me(r.Context(), as)
	if err != nil {
		return err
	}
	leaves, err := a.service.Leaves(r.Context(), as)
	if err != nil {
		return err
	}
	v := meView{Person: as.Person, Name: as.Name, Desks: []office{}, KeyEvents: []loggedKeys{}, LogKey: me.LogKey, Rules: rules(), Leaves: leavesOf(leaves)}
	if me.Keyring.Version > 0 {
		v.Keyring = &keyring{me.Keyring.Wrapped, pairOf(me.Keyring.Public)}
	}
	for _, d := range me.Desks {
		v.Desks = append(v.Desks, office{
			Org: d.Org, Name: name(d.Name), Top: d.Top, Independent: d.Org == d.Top,
			Members: officersOf(d.Members), Others: officersOf(d.Independent), Lines: linesOf(me.Lines[d.Org]),
		})
	}
	for id, keys := range me.Logged {
		v.KeyEvents = append(v.KeyEvents, loggedKeys{id, keys})
	}
	web.WriteJSON(w, http.StatusOK, v)
	return nil
}

// ring gives a person his own keyring, who need not be of a desk.
func (a *API) ring(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	k, err := a.service.Keyring(r.Context(), as)
	if err != nil {
		return err
	}
	var out struct {
		Keyring *keyring `json:"keyring"`
	}
	if k.Version > 0 {
		out.Keyring = &keyring{k.Wrapped, pairOf(k.Public)}
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

func (a *API) setKeyring(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[keyring](r)
	if err != nil {
		return err
	}
	if err := a.service.SetKeyring(r.Context(), as, in.Wrapped, in.public()); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (a *API) renewKeyring(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[keyring](r)
	if err != nil {
		return err
	}
	if err := a.service.RenewKeyring(r.Context(), as, in.Wrapped, in.public()); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// perPage is how many cases a page of the list has.
const perPage = 50

type headView struct {
	Case        report.ID     `json:"case"`
	Org         org.ID        `json:"org"`
	State       report.State  `json:"state"`
	SealedBy    report.Sealer `json:"sealedBy"`
	SubmittedAt time.Time     `json:"submittedAt"`
	LastAt      time.Time     `json:"lastAt"`
	LastFrom    string        `json:"lastFrom"`
	Messages    int64         `json:"messages"`
	Epoch       int64         `json:"epoch"`
	Version     int64         `json:"version"`
	Name        name          `json:"name"`
	Missing     []reading     `json:"missing"`
	Waits       *waits        `json:"waits,omitempty"`
	HandledBy   org.ID        `json:"handledBy"`
	Handler     org.PersonID  `json:"handler"`
	Triaged     bool          `json:"triaged"`
}

func headOf(h report.Listed, today civil.Date) headView {
	return headView{
		h.ID, h.Org, h.State, h.SealedBy, h.Submitted, h.Last, h.LastFrom, h.Messages, h.Epoch, h.Version, name(h.Name),
		missing(h.Missing), waitsOf(h.Head, today), h.Desk, h.Handler, len(h.Tracks) > 0,
	}
}

// list shows a page of cases, by what is in clear.
func (a *API) list(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	query := r.URL.Query()
	out := struct {
		Cases []headView `json:"cases"`
		Next  string     `json:"next"`
		Total int        `json:"total,omitempty"` // of late ones, of which not all may be shown
	}{Cases: []headView{}}
	var list []report.Listed
	var err error
	if of := org.ID(query.Get("org")); query.Get("late") != "" {
		list, out.Total, err = a.service.Late(r.Context(), as, of)
	} else {
		var q report.Query
		if q, err = a.queryOf(r, as); err != nil {
			return err
		}
		list, err = a.service.List(r.Context(), as, of, q)
		if len(list) > perPage {
			list = list[:perPage]
			out.Next = place(list[perPage-1].Head)
		}
	}
	if err != nil {
		return err
	}
	today := a.service.Today()
	for _, h := range list {
		out.Cases = append(out.Cases, headOf(h, today))
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

// queryOf reads what is asked for. One more than a page tells whether there is
// a next one.
func (a *API) queryOf(r *http.Request, as org.Actor) (report.Query, error) {
	query := r.URL.Query()
	q := report.Query{State: report.State(query.Get("state")), After: parsePlace(query.Get("page")), Limit: perPage + 1}
	switch query.Get("handler") {
	case "me":
		leaves, err := a.service.Leaves(r.Context(), as)
		if err != nil {
			return q, err
		}
		q.Handlers = []org.PersonID{as.Person}
		for _, l := range leaves {
			if l.Substitute == as.Person {
				q.Handlers = append(q.Handlers, l.Person)
			}
		}
	case "none":
		q.Handlers = []org.PersonID{""}
	}
	return q, nil
}

func caseID(r *http.Request) report.ID { return report.ID(r.PathValue("case")) }

// find shows a case with all that is sealed in it.
func (a *API) find(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	o, err := a.service.Find(r.Context(), as, caseID(r))
	if err != nil {
		return err
	}
	v := deskView(o, as.Person)
	v.Waits = waitsOf(o.Head, a.service.Today())
	v.Clocks = clocksOf(o.Head, a.service.Today())
	v.Actions = actionsOf(o, a.service.Today())
	v.Kept = a.keptOf(o.Head)
	web.WriteJSON(w, http.StatusOK, v)
	return nil
}

// answer adds a message of a member.
func (a *API) answer(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[saying](r)
	if err != nil {
		return err
	}
	event, err := a.service.Answer(r.Context(), as, caseID(r), in.saying())
	if err != nil {
		return err
	}
	return a.told(w, r, event, in.Message.Seq)
}

type newEpoch struct {
	Number     int64        `json:"number"`
	Recipient  string       `json:"recipient"`
	SealedKey  []byte       `json:"sealedKey"`
	Recipients []report.Ref `json:"recipients"`
}

type changed struct {
	Version int64 `json:"version"`
}

// rotate starts an epoch with the readers of today.
func (a *API) rotate(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[newEpoch](r)
	if err != nil {
		return err
	}
	event, err := a.service.Rotate(r.Context(), as, caseID(r), report.NewEpoch(in))
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusCreated, changed{event.Version})
	return nil
}

// share gives members the keys of older epochs.
func (a *API) share(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		Epochs []struct {
			Number     int64        `json:"number"`
			SealedKey  []byte       `json:"sealedKey"`
			Recipients []report.Ref `json:"recipients"`
		} `json:"epochs"`
	}](r)
	if err != nil {
		return err
	}
	var grants []report.NewGrant
	for _, e := range in.Epochs {
		grants = append(grants, report.NewGrant(e))
	}
	event, err := a.service.Share(r.Context(), as, caseID(r), grants)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusCreated, changed{event.Version})
	return nil
}

// move brings a case into a state.
func (a *API) move(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		State   report.State `json:"state"`
		Version int64        `json:"version"`
	},
	) (report.Event, error) {
		return a.service.Move(r.Context(), as, caseID(r), in.State, in.Version)
	})
}

func (a *API) deskChunk(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	index, err := strconv.ParseInt(r.PathValue("index"), 10, 64)
	if err != nil {
		return report.ErrID.With("field", "index")
	}
	sealed, err := a.service.DeskChunk(r.Context(), as, caseID(r), r.PathValue("attachment"), index)
	if err != nil {
		return err
	}
	writeBytes(w, sealed)
	return nil
}

func (a *API) deskPutChunk(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	if err := a.service.MayUpload(as); err != nil {
		return err
	}
	return a.putChunk(w, r)
}

func (a *API) deskPresent(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	if err := a.service.MayUpload(as); err != nil {
		return err
	}
	return a.present(w, r)
}

type sealedIndex struct {
	Version  int64  `json:"version"`
	Envelope []byte `json:"envelope"`
}

// index gives an officer his own search index.
func (a *API) index(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	i, err := a.service.Index(r.Context(), as)
	if err != nil {
		return err
	}
	if i.Envelope == nil {
		i.Envelope = []byte{}
	}
	web.WriteJSON(w, http.StatusOK, sealedIndex(i))
	return nil
}

func (a *API) putIndex(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[sealedIndex](r)
	if err != nil {
		return err
	}
	if err := a.service.PutIndex(r.Context(), as, report.Index(in)); err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, changed{in.Version + 1})
	return nil
}

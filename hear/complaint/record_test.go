// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"baken/base/civil"
	"baken/hear/complaint"
)

// fill gives every field a value of its own that isn't zero.
func fill(v reflect.Value, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[civil.Date]() {
		v.Set(reflect.ValueOf(civil.Day(2026, 1, 1).AddDays(*n)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(string(rune('a' + *n%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(uint64(1 + *n%255))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	default:
		panic("a complaint holds a " + v.Kind().String())
	}
}

// A complaint is kept as JSON: all of it comes back, whatever is added to it.
func TestAComplaintComesBackFromJSON(t *testing.T) {
	var full, back, none, empty complaint.Complaint
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	for from, to := range map[*complaint.Complaint]*complaint.Complaint{&full: &back, &none: &empty} {
		raw, err := json.Marshal(from)
		if err == nil {
			err = json.Unmarshal(raw, to)
		}
		if err != nil || !reflect.DeepEqual(from, to) {
			t.Errorf("%v: %+v came back as %+v", err, from, to)
		}
	}
}

func TestParseID(t *testing.T) {
	for s, want := range map[string]error{
		"0123456789abcdefghjkmnpqrs": nil, "": complaint.ErrID, "0123456789abcdefghjkmnpqr": complaint.ErrID, "0123456789abcdefghjkmnpqrst": complaint.ErrID,
		"0123456789Abcdefghjkmnpqrs": complaint.ErrID, "0123456789/bcdefghjkmnpqrs": complaint.ErrID, "0123456789ibcdefghjkmnpqrs": complaint.ErrID, "0123456789\x00bcdefghjkmnpqrs": complaint.ErrID,
	} {
		if _, err := complaint.ParseID(s); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", s, err, want)
		}
	}
}

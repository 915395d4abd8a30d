package bolt_test

import (
	"reflect"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

// Each field of a subscription comes back, also one that is added to it later:
// then this test tells that the encoding does not know it.
func TestEncodingKnowsAllFields(t *testing.T) {
	var check func(v reflect.Value, path string, whole *subscriptions.Subscription)
	check = func(v reflect.Value, path string, whole *subscriptions.Subscription) {
		switch v.Interface().(type) {
		case time.Time:
			v.Set(reflect.ValueOf(time.Date(2026, 2, 3, 4, 5, 6, 7e6, time.UTC)))
		case schedule.Date:
			v.Set(reflect.ValueOf(date(2026, 2, 3)))
		case []string:
			v.Set(reflect.ValueOf([]string{"x", ""}))
		default:
			switch v.Kind() {
			case reflect.Struct:
				for i := range v.NumField() {
					check(v.Field(i), path+"."+v.Type().Field(i).Name, whole)
				}
				return
			case reflect.String:
				v.SetString("x")
			case reflect.Bool:
				v.SetBool(true)
			case reflect.Int16, reflect.Int:
				v.SetInt(7)
			case reflect.Uint8:
				v.SetUint(7)
			default:
				t.Fatalf("%s is of kind %s", path, v.Kind())
			}
		}
		b, err := bolt.EncodeSub(whole)
		if err != nil {
			t.Fatal(err)
		}
		got, err := bolt.DecodeSub(b)
		if err != nil || !substest.Same(got, *whole) {
			t.Errorf("%s: got %+v, %v", path, got, err)
		}
		v.SetZero()
	}
	var s subscriptions.Subscription
	check(reflect.ValueOf(&s).Elem(), "Subscription", &s)
	s = substest.Full(substest.Reader("telegram", 1))
	check(reflect.ValueOf(&s).Elem(), "Subscription", &s)
}

// A million of them must fit: the length of a usual one is bounded here.
func TestEncodingIsShort(t *testing.T) {
	s := subscriptions.Subscription{
		Place: subscriptions.Place{Platform: "telegram", User: "5550001234"}, By: "telegram 5550001234", Language: "uk",
		Plan: schedule.Plan{At: 510, Zone: "Europe/Kyiv"}, Since: day, Next: day, Date: date(2026, 3, 14),
		Progress: briefing.Progress{Story: "riyadh-talks-2025", AsOf: day, Parts: []string{"summary", "talks", "who"}, Quotes: []string{"1a2b3c4d", "5e6f7a8b", "9c0d1e2f"}},
	}
	b, err := bolt.EncodeSub(&s)
	if err != nil || len(b) > 170 {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	t.Logf("%d bytes", len(b))
}

func TestTimesKeepTheirDay(t *testing.T) {
	zone := time.FixedZone("", -(9*60*60 + 30*60))
	s := subscriptions.Subscription{Progress: briefing.Progress{AsOf: time.Date(2026, 3, 14, 20, 0, 0, 0, zone)}}
	b, err := bolt.EncodeSub(&s)
	if err != nil {
		t.Fatal(err)
	}
	got, err := bolt.DecodeSub(b)
	if err != nil || got.Progress.AsOf.Format(time.RFC3339) != "2026-03-14T20:00:00-09:30" {
		t.Errorf("got %v, %v", got.Progress.AsOf, err)
	}
}

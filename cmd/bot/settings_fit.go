package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// fits says why a flag cannot have a value.
func fits(flag *kong.Flag, value string) error {
	scratch := reflect.New(flag.Target.Type()).Elem()
	if scratch.Kind() == reflect.Pointer {
		scratch.Set(reflect.New(scratch.Type().Elem()))
	}
	err := flag.Mapper.Decode(&kong.DecodeContext{
		Value: flag.Value,
		Scan:  kong.ScanFromTokens(kong.Token{Type: kong.FlagValueToken, Value: value}),
	}, scratch)
	if err == nil && flag.Enum != "" && !slices.Contains(flag.EnumSlice(), value) {
		err = fmt.Errorf("not among %s", flag.Enum)
	}
	if err != nil {
		return fmt.Errorf("%q does not fit --%s: %s", value, flag.Name, advice(flag, err))
	}
	return nil
}

// advice says what to write instead of what a flag cannot have.
func advice(flag *kong.Flag, err error) string {
	switch flag.Target.Interface().(type) {
	case time.Duration:
		return "write a time with its unit, as in 3s or 2m"
	case int:
		return "write a whole number, as in 6"
	case bool:
		return "write true or false"
	}
	if flag.Enum != "" {
		values := flag.EnumSlice()
		last := len(values) - 1
		return "write " + strings.Join(values[:last], ", ") + " or " + values[last]
	}
	return err.Error()
}

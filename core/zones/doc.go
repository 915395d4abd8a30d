// Package zones finds which time zone a reader means: by a name of the tz
// database, a city, a country, a short name or an offset.
//
//	zone, ok := zones.Find("Kiev")           // Europe/Kyiv
//	zone, ok = zones.Find("UTC+2")           // Etc/GMT-2
//	list := zones.Complete("war", 25)        // Warsaw, Poland, Europe/Warsaw; ...
//	zone = zones.Guess("pt-BR")[0]           // America/Sao_Paulo
//
// The names that it returns are those to keep: the present ones, of places, and
// never short names or offsets. time.LoadLocation loads every one of them, also
// where the system has no time zones, as the database is compiled in; it loads
// the old names too.
//
// All functions are pure and may be called concurrently. Any text is safe, and
// what is longer than MaxQuery is no place.
package zones

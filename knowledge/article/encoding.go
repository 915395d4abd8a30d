package article

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// signatures are the first bytes of formats that people give in place of text.
var signatures = []struct{ start, name string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a word processor file or an archive"},
	{"\xD0\xCF\x11\xE0", "a word processor file"},
	{`{\rtf`, "an RTF document"},
	{"\x1F\x8B", "a compressed file"},
	{"\x89PNG", "a picture"},
	{"\xFF\xD8\xFF", "a picture"},
	{"GIF8", "a picture"},
	{"\x7FELF", "a program"},
}

// binaryFormat names the format of what is known not to be text, or "".
func binaryFormat(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.start)) {
			return s.name
		}
	}
	return ""
}

// decode returns data as valid UTF-8: as its byte order mark says, as UTF-16
// when zero bytes alternate, as it is when that is UTF-8, as a meta element of
// HTML says, and else as Windows-1252, which has a character for any byte. It
// returns [ErrBinary] for what has control characters as no text has them.
func decode(data []byte) (string, error) {
	text := bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	wide := wideEncoding(data)
	if wide == nil && !looksLikeText(text) {
		return "", ErrBinary
	}
	from := wide
	if wide == nil {
		if utf8.Valid(text) {
			return string(text), nil
		}
		from, _, _ = charset.DetermineEncoding(text[:min(len(text), sniffed)], "")
	}
	decoded, err := from.NewDecoder().Bytes(text)
	if err != nil {
		return "", fmt.Errorf("%w (%w)", ErrBinary, err)
	}
	if !looksLikeText(decoded) {
		return "", ErrBinary
	}
	return string(bytes.ToValidUTF8(decoded, []byte("\uFFFD"))), nil
}

// wideEncoding returns UTF-16 in the order of bytes that data has, or nil when
// it is not UTF-16. Without a mark, most characters of a text in a European
// language have one byte that is zero, always on the same side.
func wideEncoding(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(data) / 2
	many, few := half*2/5, half/20
	switch {
	case half < 2:
		return nil
	case zeros[1] > many && zeros[0] <= few:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > many && zeros[1] <= few:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// looksLikeText tells whether there is no zero byte, and no more than two bytes,
// and of a hundred one more, that stand for control characters other than white
// space.
func looksLikeText(data []byte) bool {
	controls := 0
	for _, b := range data {
		switch {
		case b == 0:
			return false
		case b < ' ' && (b < '\t' || b > '\r'), b == 0x7F:
			controls++
		}
	}
	return (controls-2)*100 <= len(data)
}

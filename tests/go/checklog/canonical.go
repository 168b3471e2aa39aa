package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maximumInteger = 1<<53 - 1
	maximumDepth   = 64
)

// canonicalize writes JSON as docs/journal-format.md demands: RFC 8785 with integers only.
func canonicalize(text []byte) ([]byte, error) {
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var out bytes.Buffer
	if err := writeNext(&out, decoder, 0); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the value")
	}
	return out.Bytes(), nil
}

func writeNext(out *bytes.Buffer, decoder *json.Decoder, depth int) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	switch value := token.(type) {
	case json.Delim:
		if depth == maximumDepth {
			return fmt.Errorf("nested deeper than %d", maximumDepth)
		}
		if value == '{' {
			return writeObject(out, decoder, depth+1)
		}
		return writeArray(out, decoder, depth+1)
	case json.Number:
		n, err := strconv.ParseInt(string(value), 10, 64)
		if err != nil || n > maximumInteger || n < -maximumInteger || value == "-0" {
			return fmt.Errorf("%s is not an integer within 2^53-1", value)
		}
		out.WriteString(string(value))
	case string:
		return writeString(out, value)
	case bool:
		out.WriteString(strconv.FormatBool(value))
	default:
		out.WriteString("null")
	}
	return nil
}

func writeObject(out *bytes.Buffer, decoder *json.Decoder, depth int) error {
	members := map[string][]byte{}
	var names []string
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		name, isText := token.(string)
		if !isText {
			return fmt.Errorf("a key is no text")
		}
		if _, twice := members[name]; twice {
			return fmt.Errorf("key %q stands twice", name)
		}
		var value bytes.Buffer
		if err := writeNext(&value, decoder, depth); err != nil {
			return err
		}
		members[name] = value.Bytes()
		names = append(names, name)
	}
	if _, err := decoder.Token(); err != nil {
		return err
	}
	sort.Slice(names, func(i, j int) bool { return lessUTF16(names[i], names[j]) })
	out.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := writeString(out, name); err != nil {
			return err
		}
		out.WriteByte(':')
		out.Write(members[name])
	}
	out.WriteByte('}')
	return nil
}

func writeArray(out *bytes.Buffer, decoder *json.Decoder, depth int) error {
	out.WriteByte('[')
	for first := true; decoder.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		if err := writeNext(out, decoder, depth); err != nil {
			return err
		}
	}
	out.WriteByte(']')
	_, err := decoder.Token()
	return err
}

func lessUTF16(a, b string) bool {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return len(x) < len(y)
}

// writeString escapes what RFC 8785 section 3.2.2.2 names. Go reads half a character as U+FFFD, which is refused here.
func writeString(out *bytes.Buffer, text string) error {
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == utf8.RuneError:
			return fmt.Errorf("half a character")
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\b':
			out.WriteString(`\b`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\f':
			out.WriteString(`\f`)
		case r == '\r':
			out.WriteString(`\r`)
		case r < 0x20:
			fmt.Fprintf(out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return nil
}
